import {
  extensionFor,
  formatOfExtension,
  imageFormats,
  splitExtension,
} from "../image/extension.ts";
import type { ImageFormat } from "../image/facts.ts";
import { byteLength, NAME_BYTES } from "./segment.ts";

/** The name an image gets: the one asked for, but with the extension of its real format. */
export function nameForFormat(name: string, format: ImageFormat): string {
  const { stem, extension } = splitExtension(name);
  if (formatOfExtension(extension ?? "") === format) return name;
  return withEnding(stem, extensionFor(format));
}

/** A name beside the one asked for, made unique by `token`. */
export function uniqueName(
  stem: string,
  token: string,
  format: ImageFormat,
): string {
  return withEnding(stem, `-${token.slice(0, 8)}${extensionFor(format)}`);
}

/**
 * What a hidden file of ours ends in: `part` (the job's image) and `extra` (one
 * more that Codex made) may be half written; an image's extension says whole.
 */
export type HiddenEnding = "part" | "extra" | ImageFormat;

/** All endings of hidden files. */
export const hiddenEndings: readonly HiddenEnding[] = [
  "part",
  "extra",
  ...imageFormats,
];

/**
 * The name a file of ours has beside the target before it is published. The
 * stem is cut, because some disks take far fewer than 255 bytes.
 */
export function hiddenName(
  stem: string,
  token: string,
  ending: HiddenEnding,
): string {
  return `.${cut(stem, 60)}.${token}${hiddenExtension(ending)}`;
}

/** The token in the name of a hidden file of ours; undefined for any other name. */
export function tokenOfHidden(name: string): string | undefined {
  const [, token, extension] = /^\..*\.([0-9a-f]{16})(\.[a-z]+)$/.exec(name) ??
    [];
  return hiddenEndings.some((ending) => hiddenExtension(ending) === extension)
    ? token
    : undefined;
}

/**
 * What two names have in common that some file system takes for one: macOS
 * ignores case and Unicode form, Windows case.
 */
export function foldName(name: string): string {
  // Decomposed first, for accents in another order; lower case on both sides,
  // for letters such as the capital of ß that only one way leads to.
  return name.normalize("NFD").toLowerCase().toUpperCase().toLowerCase()
    .normalize("NFC");
}

function hiddenExtension(ending: HiddenEnding): string {
  return ending === "part" || ending === "extra"
    ? `.${ending}`
    : extensionFor(ending);
}

function withEnding(stem: string, ending: string): string {
  return cut(stem, NAME_BYTES - byteLength(ending)) + ending;
}

function cut(text: string, bytes: number): string {
  const { read } = new TextEncoder().encodeInto(text, new Uint8Array(bytes));
  return text.slice(0, read);
}
