/**
 * Says what an independent decoder makes of images: libvips, with libpng,
 * mozjpeg and libwebp. Reads a line of base64 for each image and answers with
 * a line of JSON; a line "samples" asks for images to begin with. A program of
 * its own, with its own lock file: Deno fetches everything that a lock file
 * names, and who tries the product should not have to fetch a decoder.
 */
import { Buffer } from "node:buffer";
import { createInterface } from "node:readline";
import process from "node:process";
import sharp, { type SharpOptions } from "sharp";
import { samples } from "./samples.ts";

/** What decoding an image gave: its size, or why there is none. */
type Decoded = { readonly width: number; readonly height: number } | string;

/** Pixels that are decoded at most; the tests' limit. */
const mostPixels = 250_000;

async function decode(
  image: Uint8Array,
  options: Pick<SharpOptions, "failOn" | "unlimited">,
): Promise<Decoded> {
  try {
    const { info } = await sharp(image, {
      ...options,
      animated: true,
      limitInputPixels: mostPixels,
    })
      .raw().toBuffer({ resolveWithObject: true });
    return { width: info.width, height: info.pageHeight ?? info.height };
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** Strictly a warning counts as a failure, leniently no number of them does. */
async function judge(image: Uint8Array) {
  const strict = await decode(image, { failOn: "warning" });
  const lenient = typeof strict === "string"
    ? await decode(image, { failOn: "error", unlimited: true })
    : strict;
  return { strict, lenient };
}

sharp.cache(false);
for await (const line of createInterface(process.stdin)) {
  const answer = line === "samples"
    ? await samples()
    : await judge(Buffer.from(line, "base64"));
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}
