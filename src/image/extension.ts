import type { ImageFormat } from "./facts.ts";

/** The extensions of each format; the first is the one we give. */
const extensions = {
  png: [".png"],
  jpeg: [".jpg", ".jpeg"],
  webp: [".webp"],
} as const satisfies Record<ImageFormat, readonly string[]>;

/** The extension that a file of this format gets, with its dot. */
export function extensionFor(format: ImageFormat): ".png" | ".jpg" | ".webp" {
  return extensions[format][0];
}

/** Whether an extension, with its dot and in any case, fits the format. */
export function extensionFits(extension: string, format: ImageFormat): boolean {
  const wanted: readonly string[] = extensions[format];
  return wanted.includes(extension.toLowerCase());
}
