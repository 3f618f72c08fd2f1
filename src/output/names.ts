import { extensionFor, extensions } from "../image/extension.ts";
import type { ImageFormat } from "../image/facts.ts";
import { byteLength, NAME_BYTES } from "./segment.ts";

/** The image formats, with the extension that new names get. */
export const newExtensions: readonly (readonly [ImageFormat, string])[] = [
  ["png", extensions.png[0]],
  ["jpeg", extensions.jpeg[0]],
  ["webp", extensions.webp[0]],
];

/** The format an extension stands for, in any case; undefined for any other extension. */
export function formatOfExtension(extension: string): ImageFormat | undefined {
  const known = extension.toLowerCase();
  return newExtensions.find(([format]) => extensions[format].includes(known))
    ?.[0];
}

/** Splits a name at its last dot; without a dot there is no extension. */
export function splitExtension(
  name: string,
): { stem: string; extension: string | undefined } {
  const dot = name.lastIndexOf(".");
  if (dot === -1) return { stem: name, extension: undefined };
  return { stem: name.slice(0, dot), extension: name.slice(dot + 1) };
}

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
 * The two names a file of ours has beside the target before it is published:
 * ending in `part` it may be half written, ending in an image's extension it is
 * whole. The stem is cut, because some disks take far fewer than 255 bytes.
 */
export function hiddenName(
  stem: string,
  token: string,
  ending: "part" | ImageFormat,
): string {
  const extension = ending === "part" ? ".part" : extensionFor(ending);
  return `.${cut(stem, 60)}.${token}${extension}`;
}

/**
 * What two names have in common that some file system takes for one: macOS
 * ignores case and Unicode form, Windows case.
 */
export function foldName(name: string): string {
  return name.toUpperCase().toLowerCase().normalize("NFC");
}

function withEnding(stem: string, ending: string): string {
  return cut(stem, NAME_BYTES - byteLength(ending)) + ending;
}

function cut(text: string, bytes: number): string {
  const { read } = new TextEncoder().encodeInto(text, new Uint8Array(bytes));
  return text.slice(0, read);
}
