import { hasBytes, hasText } from "./bytes.ts";
import type {
  ImageFacts,
  ImageFormat,
  ImageLimits,
  Inspection,
} from "./facts.ts";
import { walkJpeg } from "./jpeg.ts";
import { nameLookalike } from "./lookalike.ts";
import { walkPng } from "./png.ts";
import { type Refusal, refused } from "./refusal.ts";
import type { Walk } from "./walk.ts";
import { walkWebp } from "./webp.ts";

/** No image of any kind is shorter than this, in bytes. */
const shortestImage = 12;

const walkers: Readonly<
  Record<ImageFormat, (bytes: Uint8Array) => Walk | Refusal>
> = { png: walkPng, jpeg: walkJpeg, webp: walkWebp };

/**
 * Says what image the bytes are, by content alone, and whether it keeps the
 * limits: its size in bytes before anything is read, its sides and pixels after
 * its whole structure was walked. Then a PNG's pixels are decoded, unless they
 * are more than 1 GiB, and a WebP's coded data is read to its last pixel, unless
 * that takes too long, both within 64 MB of memory; a JPEG's is not. A
 * refusal's `reason` continues a sentence that begins with the file's name.
 * Never rejects.
 */
export async function inspectImage(
  bytes: Uint8Array,
  limits: ImageLimits,
): Promise<Inspection> {
  if (bytes.length === 0) return refused("is empty");
  if (bytes.length > limits.maxBytes) {
    return refused(
      `has ${count(bytes.length)} bytes, more than the ${
        count(limits.maxBytes)
      } allowed`,
    );
  }
  const format = sniffFormat(bytes);
  if (format === undefined) return refused(describeStranger(bytes));
  const walked = walkers[format](bytes);
  if (!walked.ok) return walked;
  const { facts, decode } = walked;
  const excess = sizeExcess(facts, limits);
  if (excess !== undefined) return { ...refused(excess), tooLarge: facts };
  if (decode === undefined) return { ok: true, facts };
  const pixels = await decode();
  if (!pixels.ok) return pixels;
  const { transparency = facts.transparency } = pixels;
  return { ok: true, facts: { ...facts, transparency } };
}

/** The format that the first bytes announce. */
export function sniffFormat(bytes: Uint8Array): ImageFormat | undefined {
  if (hasBytes(bytes, 0, [0x89, 0x50, 0x4e, 0x47])) return "png";
  if (hasBytes(bytes, 0, [0xff, 0xd8])) return "jpeg";
  if (hasText(bytes, 0, "RIFF") && hasText(bytes, 8, "WEBP")) return "webp";
}

function describeStranger(bytes: Uint8Array): string {
  if (bytes.length < shortestImage) {
    return "is too short to be an image";
  }
  const name = nameLookalike(bytes);
  return name === undefined
    ? "is not a PNG, JPEG or WebP image"
    : `is ${name}, which is not accepted`;
}

function sizeExcess(
  { width, height }: ImageFacts,
  limits: ImageLimits,
): string | undefined {
  const size = `is ${count(width)} x ${count(height)} pixels, more than`;
  if (Math.max(width, height) > limits.maxSide) {
    return `${size} the ${count(limits.maxSide)} a side allowed`;
  }
  if (width * height > limits.maxPixels) {
    return `${size} the ${count(limits.maxPixels)} in all allowed`;
  }
}

/** With commas, and without `Intl`, whose first use takes 16 ms. */
function count(value: number): string {
  return String(value).replace(/\B(?=(?:\d{3})+$)/g, ",");
}
