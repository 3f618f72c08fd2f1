import { type ParseErrorCode, printParseErrorCode, visit } from "jsonc-parser";
import { Failure } from "../errors/failure.ts";

/** Where JSON stops being JSON: both 1-based, the column in UTF-16 units. */
interface Fault {
  readonly line: number;
  readonly column: number;
  readonly problem: string;
}

/**
 * Reads a request's text as strict JSON (RFC 8259: no comments, no trailing
 * commas). A byte order mark in front is accepted. The text itself is never
 * repeated in an error, because it may hold an image.
 *
 * @throws {Failure} `request/invalid_json` with line and column.
 */
export function parseJson(text: string): unknown {
  const json = text.startsWith("\uFEFF") ? text.slice(1) : text;
  try {
    return JSON.parse(json);
  } catch {
    const { line, column, problem } = firstFault(json);
    throw new Failure("request/invalid_json", {
      message:
        `The request is not JSON: ${problem} at line ${line}, column ${column}`,
      evidence: { line, column, problem },
    });
  }
}

/** Finds the first fault in text that `JSON.parse` has refused. */
function firstFault(json: string): Fault {
  if (json.trim() === "") {
    return { line: 1, column: 1, problem: "the text is empty" };
  }
  let fault: Fault | undefined;
  let reached = { line: 1, column: 1 };
  const reach = (_at: number, _size: number, line: number, column: number) => {
    reached = { line: line + 1, column: column + 1 };
  };
  try {
    visit(json, {
      onObjectBegin: reach,
      onArrayBegin: reach,
      onError: (code, _at, _size, line, column) => {
        fault ??= {
          line: line + 1,
          column: column + 1,
          problem: inWords(code),
        };
      },
    }, { disallowComments: true, allowTrailingComma: false });
  } catch (error) {
    // The visitor is recursive, unlike JSON.parse.
    if (!(error instanceof RangeError)) throw error;
    fault ??= { ...reached, problem: "nested too deeply" };
  }
  return fault ?? { ...reached, problem: "not a JSON value" };
}

/** `CloseBraceExpected` becomes "close brace expected". */
function inWords(code: ParseErrorCode): string {
  return printParseErrorCode(code).replace(/(?<=[a-z])[A-Z]/g, " $&")
    .toLowerCase();
}
