import { median, type Series, seriesText } from "./series.ts";

/** What was timed, and what it is held against. */
export interface Row {
  /** Such as "text-to-image". */
  readonly what: string;
  /** The Codex version; undefined where none is started. */
  readonly codex?: string;
  readonly product: Series;
  /** What does the same with no checks at all; its name where it is not the minimal client. */
  readonly against?: Series;
  readonly againstName?: string;
  /** The bare handshake: nothing that starts Codex can be faster. */
  readonly floor?: Series;
}

/** How far the product's median is above the other's, in milliseconds. */
export function above({ product, against = [] }: Row): number {
  return median(product) - median(against);
}

/** How many times the other's median the product's is. */
export function ratio({ product, against = [] }: Row): number {
  return median(product) / median(against);
}

/** What a row is called in tables and charts. */
export function rowName({ what, codex }: Row): string {
  return codex === undefined ? what : `${what}, Codex ${codex}`;
}

/** The rows as a table of Markdown. */
export function rowsTable(rows: readonly Row[]): string {
  const cells = rows.map((row) => [
    rowName(row),
    seriesText(row.product),
    row.against === undefined ? "" : seriesText(row.against) +
      (row.againstName === undefined ? "" : `, ${row.againstName}`),
    row.floor === undefined ? "" : seriesText(row.floor),
    row.against === undefined ? "" : `${above(row).toFixed(0)} ms`,
    row.against === undefined ? "" : ratio(row).toFixed(2),
  ]);
  return table([
    ["what", "product", "minimal client", "handshake", "above", "times"],
    ...cells,
  ]);
}

/** A table of Markdown; its first row is the head. */
export function table(rows: readonly (readonly string[])[]): string {
  const [head = [], ...body] = rows;
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...body.map(line)]
    .join("\n");
}
