import { median, type Pair } from "./pairs.ts";

/** A figure, what it should be at most, and whether it is. */
export interface Figure {
  readonly name: string;
  readonly found: string;
  readonly aim: string;
  readonly held: boolean;
}

/** How many times `theirs` the median of `ours` is, at most `most`. */
export function ratioFigure(name: string, pair: Pair, most: number): Figure {
  const found = median(pair.ours) / median(pair.theirs);
  return {
    name,
    found: `${found.toFixed(2)} times`,
    aim: `${most} times`,
    held: found <= most,
  };
}

/** How far the median of `ours` is above that of `theirs`, at most `most` milliseconds. */
export function aboveFigure(name: string, pair: Pair, most: number): Figure {
  const found = median(pair.ours) - median(pair.theirs);
  return {
    name,
    found: `${found.toFixed(0)} ms above`,
    aim: `${most} ms above`,
    held: found <= most,
  };
}

/** Bytes, told and judged in megabytes (10^6), at most `most` of them. */
export function sizeFigure(name: string, bytes: number, most: number): Figure {
  const found = bytes / 1e6;
  return {
    name,
    found: `${found.toFixed(1)} MB`,
    aim: `${most} MB`,
    held: found <= most,
  };
}

/** One line of a table. */
export function figureText({ name, found, aim, held }: Figure): string {
  return `| ${name} | ${found} | ${aim} | ${held ? "held" : "MISSED"} |`;
}
