import type {
  Recoverable,
  RecoveryReport,
} from "../generate/recovery/recoverable.ts";
import type { Environment } from "../system/environment.ts";
import { shownPath } from "../system/folders.ts";
import { product } from "../system/product.ts";
import { oneLine, type Style } from "./style.ts";

/** What decides how the list looks. */
export interface RecoverLook {
  readonly style: Style;
  /** Deno's name of the operating system. */
  readonly os: string;
  readonly env: Environment;
}

/** The list of `recover` as a person reads it: a line for each image, and the next step. */
export function recoverText(
  { images }: RecoveryReport,
  look: RecoverLook,
): string {
  const [first] = images;
  if (first === undefined) {
    return "No image is waiting to be published\n";
  }
  return [
    ...aligned(images.map((image) => cells(image, look))),
    "",
    ...(images.some(({ place }) => place === "codex") ? [codexNote] : []),
    `Publish one: ${product.name} recover --publish ${first.id}`,
    "",
  ].join("\n");
}

const codexNote =
  "Those in Codex's folder may be pictures of your other Codex sessions";

const places: Readonly<Record<Recoverable["place"], string>> = {
  workspace: "workspace",
  kept: "kept",
  codex: "Codex",
};

function cells(image: Recoverable, { style, os, env }: RecoverLook): Cell[] {
  return [
    { text: image.id, paint: style.good },
    { text: places[image.place] },
    { text: image.format },
    { text: `${image.width}x${image.height}` },
    { text: sizeInWords(image.bytes) },
    { text: localTime(image.madeAt) },
    { text: oneLine(shownPath(image.path, os, env)), paint: style.faint },
  ];
}

interface Cell {
  readonly text: string;
  readonly paint?: (text: string) => string;
}

/** Rows in columns, two spaces between them. */
function aligned(rows: readonly (readonly Cell[])[]): string[] {
  const width = (column: number) =>
    Math.max(...rows.map((row) => row[column]?.text.length ?? 0));
  return rows.map((row) =>
    row.map(({ text, paint = (plain) => plain }, column) =>
      paint(text) +
      " ".repeat(column < row.length - 1 ? width(column) - text.length : 0)
    ).join("  ")
  );
}

function sizeInWords(bytes: number): string {
  return bytes < 1_000_000
    ? `${Math.ceil(bytes / 1_000)} kB`
    : `${(bytes / 1_000_000).toFixed(1)} MB`;
}

/** Minutes are enough to tell one image from another. */
function localTime(iso: string): string {
  const time = new Date(iso);
  const two = (part: number) => String(part).padStart(2, "0");
  const date = [time.getFullYear(), time.getMonth() + 1, time.getDate()];
  const clock = [time.getHours(), time.getMinutes()];
  return `${date.map(two).join("-")} ${clock.map(two).join(":")}`;
}
