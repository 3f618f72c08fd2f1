import type { ImageFormat } from "./facts.ts";

/** All formats. */
export const imageFormats: readonly ImageFormat[] = ["png", "jpeg", "webp"];

/** The extensions of each format, without a dot; the first is the one we give. */
const extensions: Readonly<
  Record<ImageFormat, readonly [string, ...string[]]>
> = { png: ["png"], jpeg: ["jpg", "jpeg"], webp: ["webp"] };

/** The extension that a file of this format gets, with its dot. */
export function extensionFor(format: ImageFormat): string {
  return `.${extensions[format][0]}`;
}

/** The format an extension stands for, in any case; undefined for any other extension. */
export function formatOfExtension(extension: string): ImageFormat | undefined {
  const known = extension.toLowerCase();
  return imageFormats.find((format) => extensions[format].includes(known));
}

/** Does a file's name say that it is an image? */
export function isImageName(name: string): boolean {
  return formatOfExtension(splitExtension(name).extension ?? "") !== undefined;
}

/** Splits a name at its last dot; without a dot there is no extension. */
export function splitExtension(
  name: string,
): { stem: string; extension: string | undefined } {
  const dot = name.lastIndexOf(".");
  if (dot === -1) return { stem: name, extension: undefined };
  return { stem: name.slice(0, dot), extension: name.slice(dot + 1) };
}
