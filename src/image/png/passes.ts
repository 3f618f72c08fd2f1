import type { PngHeader } from "./header.ts";

/** A picture whose rows follow each other in the data; all non-empty. */
export interface Pass {
  /** Pixels. */
  readonly width: number;
  /** Rows. */
  readonly height: number;
}

/** First column and row of each Adam7 pass, and the steps between (PNG third edition, 8.1). */
const adam7 = [
  { x: 0, y: 0, xStep: 8, yStep: 8 },
  { x: 4, y: 0, xStep: 8, yStep: 8 },
  { x: 0, y: 4, xStep: 4, yStep: 8 },
  { x: 2, y: 0, xStep: 4, yStep: 4 },
  { x: 0, y: 2, xStep: 2, yStep: 4 },
  { x: 1, y: 0, xStep: 2, yStep: 2 },
  { x: 0, y: 1, xStep: 1, yStep: 2 },
] as const;

/** The passes that a PNG's data consists of: one, or up to seven when interlaced. */
export function passesOf(
  { width, height, interlaced }: Pick<
    PngHeader,
    "width" | "height" | "interlaced"
  >,
): Pass[] {
  if (!interlaced) return [{ width, height }];
  return adam7
    .map(({ x, y, xStep, yStep }) => ({
      width: Math.ceil((width - x) / xStep),
      height: Math.ceil((height - y) / yStep),
    }))
    .filter((pass) => pass.width > 0 && pass.height > 0);
}
