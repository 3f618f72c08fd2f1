import {
  createScanner,
  type Node,
  type ParseError,
  parseTree,
  printParseErrorCode,
} from "jsonc-parser";
import { faultsAt, invalidPolicy, type Spot } from "./faults.ts";

/** Deepest nesting that is read; a policy needs four levels. */
const DEEPEST = 16;

/** Most tokens that are read; the built-in policy has under 1,000. */
const MOST_TOKENS = 20_000;

const problems: Readonly<
  Record<ReturnType<typeof printParseErrorCode>, string>
> = {
  InvalidSymbol: "this is not JSON; text stands in double quotes",
  InvalidNumberFormat: "this is not a number",
  PropertyNameExpected: "a key in double quotes is expected here",
  ValueExpected: "a value is expected here",
  ColonExpected: 'a ":" is expected here, after the key',
  CommaExpected: 'a "," is expected before this',
  CloseBraceExpected: 'a closing "}" is missing',
  CloseBracketExpected: 'a closing "]" is missing',
  EndOfFileExpected: "nothing may follow the end of the policy",
  InvalidCommentToken: "this is not a comment",
  UnexpectedEndOfComment: 'the comment is not closed with "*/"',
  UnexpectedEndOfString: "the text is not closed with a double quote",
  UnexpectedEndOfNumber: "the number is not finished",
  InvalidUnicode: "this is not a Unicode escape such as \\u00e9",
  InvalidEscapeCharacter: "this escape is not one of JSON's",
  InvalidCharacter: "this character has to be written as an escape",
  "<unknown ParseErrorCode>": "this is not JSON",
};

/**
 * Reads JSON with comments and trailing commas into a tree that knows the
 * place of each value. `name` is the file's name as it is shown.
 *
 * @throws {Failure} `policy/invalid` with the faults of the JSON itself, and
 * for a key that stands twice in one object.
 */
export function readSyntax(text: string, name: string): Node {
  const invalid = (spots: readonly Spot[]) =>
    invalidPolicy(name, faultsAt(text, spots), spots.length);
  const tooMuch = sizeFault(text);
  if (tooMuch !== undefined) throw invalid([tooMuch]);
  const errors: ParseError[] = [];
  const root = parseTree(text, errors, { allowTrailingComma: true });
  if (root === undefined) {
    const problem = "there is no policy here; {} is one that sets nothing";
    throw invalid([{ offset: 0, problem }]);
  }
  const spots = errors.length > 0
    ? errors.map(({ error, offset }) => ({
      offset,
      problem: problems[printParseErrorCode(error)],
    }))
    : keyFaults(root);
  if (spots.length > 0) throw invalid(spots);
  return root;
}

/** Where the text becomes too much for parsing and checking, which are recursive, if it does. */
function sizeFault(text: string): Spot | undefined {
  const scanner = createScanner(text, true);
  let depth = 0;
  let tokens = 0;
  for (let end = 0; end < text.length; end = scanner.getPosition()) {
    scanner.scan();
    const offset = scanner.getTokenOffset();
    const token = text[offset];
    if (token === "{" || token === "[") depth++;
    if (token === "}" || token === "]") depth--;
    if (depth > DEEPEST) {
      return { offset, problem: "this is nested too deeply" };
    }
    if (++tokens > MOST_TOKENS) {
      return { offset, problem: "this goes on for longer than any policy" };
    }
  }
}

/** Keys that JSON would accept and silently lose. */
function keyFaults(node: Node): Spot[] {
  const seen = new Set<unknown>(["__proto__"]);
  return (node.children ?? []).flatMap((child) => {
    const key = child.type === "property" ? child.children?.[0] : undefined;
    if (key === undefined) return keyFaults(child);
    const lost = seen.has(key.value);
    seen.add(key.value);
    const own = lost
      ? [{ offset: key.offset, problem: lostKey(key.value) }]
      : [];
    return [...own, ...keyFaults(child)];
  });
}

function lostKey(key: unknown): string {
  return key === "__proto__"
    ? 'unknown key "__proto__"'
    : `the key ${JSON.stringify(key)} stands here a second time`;
}
