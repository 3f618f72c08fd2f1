/**
 * Which names of tests stand in a source text. A name may be put together from
 * a template; then each of its holes has to be filled by another text that
 * stands in the source.
 */

/** Does `source` declare a test of this name? `more` may fill its holes. */
export function declaresTest(
  source: string,
  name: string,
  more: readonly string[] = [],
): boolean {
  const declarations =
    /(?:Deno\.test\(|\b(?:host|python)Test\(|\bname:)\s*(["'`].*)/g;
  const declared = [...source.matchAll(declarations)]
    .map(([, literal = ""]) => literal).join("\n");
  return stands(declared, name, [source, ...more]);
}

/** Does `source` hold a text, literally or as a template that makes it? */
export function holdsText(source: string, text: string): boolean {
  return stands(source, text, [source]);
}

function stands(
  source: string,
  text: string,
  fillers: readonly string[],
): boolean {
  const isLiteral = ['"', "'", "`"].some((quote) =>
    source.includes(`${quote}${text}${quote}`)
  );
  return isLiteral ||
    templates(source).some((template) => makes(template, text, fillers));
}

function templates(source: string): readonly string[] {
  return [...source.matchAll(/`([^`\n]*\$\{[^`\n]*)`/g)]
    .map(([, template = ""]) => template);
}

function makes(
  template: string,
  text: string,
  fillers: readonly string[],
): boolean {
  const fixed = template.split(/\$\{[^}]*\}/);
  // A template without words of its own would make anything.
  if (!fixed.some((part) => /\w{2}/.test(part))) return false;
  // Lazy: a hole ends where the template's next words begin first.
  const pattern = fixed.map((part) => RegExp.escape(part)).join("(.+?)");
  const holes = new RegExp(`^${pattern}$`).exec(text)?.slice(1);
  return holes?.every((hole) =>
    fillers.some((source) => stands(source, hole, [source]))
  ) ?? false;
}
