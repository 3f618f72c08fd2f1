import type { ImageFormat } from "./facts.ts";

/** The extensions of each format, without a dot; the first is the one we give. */
export const extensions: Readonly<
  Record<ImageFormat, readonly [string, ...string[]]>
> = { png: ["png"], jpeg: ["jpg", "jpeg"], webp: ["webp"] };

/** The extension that a file of this format gets, with its dot. */
export function extensionFor(format: ImageFormat): string {
  return `.${extensions[format][0]}`;
}
