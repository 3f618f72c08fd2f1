/** Reads `docs/parity.md`. */

/** A test that the map names, and the step in it where there is one. */
export interface NamedTest {
  /** Below `tests/`. */
  readonly file: string;
  readonly test: string;
  readonly step?: string;
}

/** One line of a table of the map. */
export interface Row {
  readonly cells: readonly string[];
  readonly tests: readonly NamedTest[];
}

/** One table, by the heading before it. */
export interface Section {
  readonly heading: string;
  readonly rows: readonly Row[];
}

/** The tables of the map, headings of the third level only. */
export function readMap(document: string): readonly Section[] {
  return document.split(/^### /m).slice(1).map((part) => {
    const [heading = "", ...lines] = part.split(/^## /m)[0]?.split("\n") ?? [];
    const table = lines.filter((line) => line.startsWith("|"));
    return { heading, rows: table.slice(2).map(readRow) };
  });
}

function readRow(line: string): Row {
  const cells = line.split("|").slice(1, -1).map((cell) => cell.trim());
  const spans = [...line.matchAll(/`([^`]+)`/g)].map(([, span = ""]) => span);
  const tests = spans.filter((span) => span.includes(" › ")).map((span) => {
    const [file = "", test = "", step] = span.split(" › ");
    return step === undefined ? { file, test } : { file, test, step };
  });
  return { cells, tests };
}
