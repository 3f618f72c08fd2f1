import {
  createScanner,
  type Node,
  type ParseError,
  parseTree,
  printParseErrorCode,
} from "jsonc-parser";
import { type Fault, invalidPolicy } from "./faults.ts";
import { positionAt } from "./position.ts";

/** Deepest nesting that is read; a policy needs four levels. */
const DEEPEST = 16;

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
 * @throws {Failure} `policy/invalid` with every fault of the JSON itself, and
 * for a key that stands twice in one object.
 */
export function readSyntax(text: string, name: string): Node {
  const fault = (offset: number, problem: string): Fault => ({
    ...positionAt(text, offset),
    problem,
  });
  const tooDeep = depthFault(text);
  if (tooDeep !== undefined) {
    throw invalidPolicy(name, [fault(tooDeep, "this is nested too deeply")]);
  }
  const errors: ParseError[] = [];
  const root = parseTree(text, errors, { allowTrailingComma: true });
  if (root === undefined) {
    throw invalidPolicy(name, [
      fault(0, "there is no policy here; {} is one that sets nothing"),
    ]);
  }
  const faults = errors.length > 0
    ? errors.map(({ error, offset }) =>
      fault(offset, problems[printParseErrorCode(error)])
    )
    : keyFaults(root).map(([offset, problem]) => fault(offset, problem));
  if (faults.length > 0) throw invalidPolicy(name, faults);
  return root;
}

/** Where the text nests too deeply for the recursive parser, if it does. */
function depthFault(text: string): number | undefined {
  const scanner = createScanner(text, true);
  let depth = 0;
  for (let offset = 0; offset < text.length; offset = scanner.getPosition()) {
    scanner.scan();
    const token = text[scanner.getTokenOffset()];
    if (token === "{" || token === "[") depth++;
    if (token === "}" || token === "]") depth--;
    if (depth > DEEPEST) return scanner.getTokenOffset();
  }
}

/** Keys that JSON would accept and silently lose. */
function keyFaults(node: Node): [offset: number, problem: string][] {
  const seen = new Set<unknown>(["__proto__"]);
  return (node.children ?? []).flatMap((child) => {
    const key = child.type === "property" ? child.children?.[0] : undefined;
    if (key === undefined) return keyFaults(child);
    const lost = seen.has(key.value);
    seen.add(key.value);
    const own: [number, string][] = lost
      ? [[key.offset, lostKey(key.value)]]
      : [];
    return [...own, ...keyFaults(child)];
  });
}

function lostKey(key: unknown): string {
  return key === "__proto__"
    ? 'unknown key "__proto__"'
    : `the key ${JSON.stringify(key)} stands here a second time`;
}
