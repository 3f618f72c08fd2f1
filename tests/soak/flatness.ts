/** The rules by which what was sampled in the course of many jobs counts as flat. */
import { median } from "../bench/series.ts";
import { figure, middleAndRange, range } from "./figures.ts";

/** One look at one thing, when so many jobs had ended. */
export interface Point {
  readonly jobs: number;
  readonly value: number;
}

/** When a thing is flat. */
export type Rule =
  /** Nothing is there, from the first look on. */
  | { readonly kind: "none" }
  /** The same at every look after the first jobs. */
  | { readonly kind: "constant" }
  /** The median of the last third is at most `by` above that of the first third. */
  | { readonly kind: "bounded"; readonly by: number }
  /** Shown and not judged. */
  | { readonly kind: "shown" };

/** What a rule makes of the points. */
export interface Verdict {
  readonly flat: boolean;
  /** What was found, in a few words. */
  readonly found: string;
}

/** Jobs that do not count: caches fill and code is compiled in them. */
export const WARM_UP_JOBS = 10;

/** Fewest jobs that are judged: with less, a runtime that warms up looks like a leak. */
export const FEWEST_JOBS = 100;

/** Judges points, oldest first. */
export function judge(rule: Rule, points: readonly Point[]): Verdict {
  const all = values(points);
  const settled = afterWarmUp(points);
  switch (rule.kind) {
    case "none":
      return { flat: all.every((one) => one === 0), found: range(all) };
    case "constant":
      return { flat: new Set(settled).size <= 1, found: range(settled) };
    case "shown":
      return { flat: true, found: middleAndRange(all) };
    case "bounded": {
      const { first, last } = thirds(points);
      const thirdsText = `first third ${figure(first)}, last ${figure(last)}`;
      return {
        flat: last - first <= rule.by,
        found: `${middleAndRange(settled)}, ${thirdsText}`,
      };
    }
  }
}

/** The medians of the first and the last third, the first jobs left out. */
export function thirds(
  points: readonly Point[],
): { readonly first: number; readonly last: number } {
  const settled = afterWarmUp(points);
  const length = Math.max(1, Math.floor(settled.length / 3));
  return {
    first: median(settled.slice(0, length)),
    last: median(settled.slice(-length)),
  };
}

function afterWarmUp(points: readonly Point[]): readonly number[] {
  return values(points.filter(({ jobs }) => jobs > WARM_UP_JOBS));
}

function values(points: readonly Point[]): number[] {
  return points.map(({ value }) => value);
}
