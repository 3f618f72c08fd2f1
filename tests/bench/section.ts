/**
 * Puts `text` between the two comments that mark the section `name` of a
 * document.
 *
 * @throws {Error} when the document has no such section
 */
export function withSection(
  document: string,
  name: string,
  text: string,
): string {
  const begin = `<!-- ${name} -->`;
  const end = `<!-- /${name} -->`;
  const from = document.indexOf(begin);
  const to = document.indexOf(end);
  if (from < 0 || to < from) throw new Error(`no section ${name}`);
  return `${document.slice(0, from)}${begin}\n\n${text.trim()}\n\n${
    document.slice(to)
  }`;
}
