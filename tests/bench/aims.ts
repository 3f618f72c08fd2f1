import {
  type Figure,
  figure,
  megabytes,
  milliseconds,
  times,
} from "./figure.ts";
import { above, ratio, type Row, rowName } from "./row.ts";
import { median } from "./series.ts";

/** What a row's figure should be at most, by the row's name. */
const aims: Readonly<Record<string, (row: Row) => Figure>> = {
  "start (`--version`)": (row) =>
    figure("start above an empty program", ratio(row), 1.5, times),
  "`doctor`": (row) =>
    figure(`${rowName(row)}, of the handshake`, ratio(row), 1.25, times),
  "text-to-image": aboveMinimal(60),
  "image-to-image, 10 MB in": aboveMinimal(60),
  "text-to-image, 32 MiB out": aboveMinimal(60),
  "text-to-image, all from source": aboveMinimal(120),
  "a line of 48 MiB": (row) =>
    figure(`${row.what}, of the bare steps`, ratio(row), 1.5, times),
  "publishing 32 MiB": (row) =>
    figure(`${row.what}, of a copy with fsync`, ratio(row), 2, times),
  "checking a PNG of 10 MB": (row) =>
    figure(row.what, median(row.product), 60, milliseconds),
  "no Codex to start is told (G2)": promised(1_000),
  "requests end after Codex (G9)": promised(250),
  "cancelled with a deaf Codex (G14)": promised(5_000),
  "the second Ctrl-C (G15)": promised(250),
  "Codex is gone after our SIGKILL (G17)": promised(1_000),
  "from the image to its name (G19)": promised(200),
};

/** The figures that the rows give. */
export function rowFigures(rows: readonly Row[]): Figure[] {
  return rows.flatMap((row) => aims[row.what]?.(row) ?? []);
}

/** Is the time of the longest line in line with that of a quarter of it? */
export function linearFigure(rows: readonly Row[]): Figure[] {
  const time = (what: string) =>
    median(rows.find((row) => row.what === what)?.product ?? []);
  const found = time("a line of 48 MiB") / time("a line of 12 MiB");
  return [figure("48 MiB, of the time of 12 MiB", found, 6, times)];
}

/** Bytes above the empty program. */
export function sizeFigure(bytes: number): Figure {
  return figure("size above an empty program", bytes, 2e6, megabytes);
}

/** The most memory with a small image and with a large one, in bytes. */
export function memoryFigures(
  small: number | undefined,
  large: number | undefined,
): Figure[] {
  return [
    small === undefined
      ? []
      : figure("peak memory, an image of 1 KiB", small, 80e6, megabytes),
    large === undefined
      ? []
      : figure("peak memory, an image of 32 MiB", large, 300e6, megabytes),
  ].flat();
}

/** The number that `docs/guarantees.md` gives, in milliseconds. */
function promised(most: number): (row: Row) => Figure {
  return (row) => figure(row.what, median(row.product), most, milliseconds);
}

function aboveMinimal(most: number): (row: Row) => Figure {
  return (row) =>
    figure(
      `${rowName(row)}, above the minimal client`,
      above(row),
      most,
      milliseconds,
    );
}
