/** Figures as people read them. */
import { median } from "../bench/series.ts";

/** At most one decimal, and none from 100 on. */
export function figure(value: number): string {
  const digits = Number.isInteger(value) || Math.abs(value) >= 100 ? 0 : 1;
  return value.toFixed(digits);
}

/** Median and range, such as `95.2 (90.7 to 101)`. */
export function middleAndRange(values: readonly number[]): string {
  return `${figure(median(values))} (${least(values)} to ${most(values)})`;
}

/** The range alone, such as `24 to 31` or `24 throughout`. */
export function range(values: readonly number[]): string {
  return least(values) === most(values)
    ? `${least(values)} throughout`
    : `${least(values)} to ${most(values)}`;
}

function least(values: readonly number[]): string {
  return figure(Math.min(...values));
}

function most(values: readonly number[]): string {
  return figure(Math.max(...values));
}
