import { median } from "../bench/series.ts";
import { figure } from "./figures.ts";
import type { Point } from "./flatness.ts";

/** How large a chart is at most, in characters. */
export interface ChartSize {
  readonly columns: number;
  readonly rows: number;
}

/** Filled from below by eighths; the first is a line at the bottom, so that nothing looks like no data. */
const BARS = ["▁", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"] as const;
const EIGHTHS = 8;
/** Width of the names of heights. */
const LABEL = 5;

/**
 * Draws points as bars that stand on zero, so that what is flat looks flat and
 * a leak looks like a ramp. Each column is the median of its share of the
 * points. What never changes is one line.
 */
export function chart(
  points: readonly Point[],
  { columns, rows }: ChartSize,
): string[] {
  const heights = columnsOf(points, columns);
  const top = Math.max(...heights);
  if (points.every(({ value }) => value === points[0]?.value)) {
    return [line(figure(top), "─".repeat(heights.length))];
  }
  const bars = heights.map((height) =>
    Math.round((height / top) * rows * EIGHTHS)
  );
  return Array.from({ length: rows }, (_, row) => {
    const below = (rows - 1 - row) * EIGHTHS;
    const ground = below === 0 ? "0" : "";
    return line(
      row === 0 ? figure(top) : ground,
      bars.map((bar) => cell(bar, below)).join(""),
    );
  });
}

function columnsOf(points: readonly Point[], most: number): number[] {
  const count = Math.min(most, points.length);
  return Array.from({ length: count }, (_, column) => {
    const from = Math.floor(column * points.length / count);
    const to = Math.floor((column + 1) * points.length / count);
    return median(points.slice(from, to).map(({ value }) => value));
  });
}

/** What one row shows of a bar; `below` is where the row begins, both in eighths. */
function cell(bar: number, below: number): string {
  const filled = Math.min(bar - below, EIGHTHS);
  if (filled > 0) return BARS[filled] ?? "█";
  return below === 0 ? BARS[0] : " ";
}

function line(label: string, drawn: string): string {
  return `${label.padStart(LABEL)} ┤${drawn}`;
}
