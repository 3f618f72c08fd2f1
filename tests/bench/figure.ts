import { table } from "./row.ts";

/** A figure, what it should be at most, and whether it is. */
export interface Figure {
  readonly name: string;
  readonly found: string;
  readonly aim: string;
  readonly held: boolean;
}

/** Judges a value, which `text` writes with its unit. */
export function figure(
  name: string,
  found: number,
  most: number,
  text: (value: number) => string,
): Figure {
  return {
    name,
    found: text(found),
    aim: text(most),
    held: found <= most,
  };
}

/** Such as `1.28 times`. */
export function times(value: number): string {
  return `${Number(value.toFixed(2))} times`;
}

/** Such as `52 ms`. */
export function milliseconds(value: number): string {
  return `${value.toFixed(0)} ms`;
}

/** Bytes as megabytes of 10^6. */
export function megabytes(bytes: number): string {
  return `${Number((bytes / 1e6).toFixed(1))} MB`;
}

/** The figures as a table of Markdown. */
export function figuresTable(figures: readonly Figure[]): string {
  return table([
    ["figure", "found", "at most", ""],
    ...figures.map(({ name, found, aim, held }) => [
      name,
      found,
      aim,
      held ? "held" : "**missed**",
    ]),
  ]);
}
