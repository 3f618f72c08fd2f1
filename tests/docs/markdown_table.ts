/**
 * A Markdown table with its columns aligned, as the formatter wants it. Cells
 * are plain text or inline Markdown without line breaks.
 */
export function markdownTable(
  header: readonly string[],
  rows: readonly (readonly string[])[],
): string {
  const cells = [header, ...rows].map((row) => row.map(escaped));
  const widths = header.map((_, column) =>
    Math.max(3, ...cells.map((row) => row[column]?.length ?? 0))
  );
  const line = (row: readonly string[]) =>
    `| ${
      widths.map((width, column) => (row[column] ?? "").padEnd(width)).join(
        " | ",
      )
    } |`;
  const [head = [], ...body] = cells;
  const rule = widths.map((width) => "-".repeat(width));
  return [head, rule, ...body].map(line).join("\n");
}

function escaped(cell: string): string {
  return cell.replaceAll("|", "\\|");
}
