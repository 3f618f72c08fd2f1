import { hasText, uint32LE } from "./bytes.ts";
import { type Refusal, refused } from "./refusal.ts";
import type { DecodedPixels, Walk } from "./walk.ts";
import { isPicture } from "./webp/bitstream.ts";
import { readCanvas, type WebpCanvas } from "./webp/canvas.ts";
import { readWebpChunk } from "./webp/chunk.ts";
import type { CodedPart } from "./webp/coded_part.ts";
import { readFileContent, type WebpContent } from "./webp/content.ts";

/** Bytes before the first chunk: "RIFF", the length, "WEBP". */
const riffHeader = 12;

/** The parts of the walk's result that depend on the kind of WebP file. */
interface Picture {
  readonly ok: true;
  readonly width: number;
  readonly height: number;
  readonly alphaChannel: boolean;
  readonly animated: boolean;
  readonly coded: readonly CodedPart[];
}

/**
 * Walks a WebP over all chunks to the end that its RIFF header gives (WebP
 * container specification): simple lossy and lossless files, extended and
 * animated ones. Linear in the size of the file. Never throws. The result's
 * `decode` reads the coded data; see `webp/coded_data.ts`.
 */
export function walkWebp(bytes: Uint8Array): Walk | Refusal {
  if (!hasText(bytes, 0, "RIFF") || !hasText(bytes, 8, "WEBP")) {
    return refused("is a WebP with a damaged RIFF header");
  }
  const end = 8 + uint32LE(bytes, 4);
  if (end > bytes.length) {
    return refused("is a WebP that is shorter than its RIFF header says");
  }
  const picture = readFile(bytes, end);
  if (!picture.ok) return picture;
  return {
    ok: true,
    facts: {
      format: "webp",
      width: picture.width,
      height: picture.height,
      bytes: bytes.length,
      transparency: picture.alphaChannel ? "unknown" : "none",
      animated: picture.animated,
      trailingBytes: bytes.length - end,
    },
    ...(picture.coded.length > 0
      ? { decode: () => decode(bytes, picture.coded) }
      : {}),
  };
}

/** The reader is loaded when the first WebP comes: most images are PNGs. */
async function decode(
  bytes: Uint8Array,
  coded: readonly CodedPart[],
): Promise<DecodedPixels | Refusal> {
  const { readCodedData } = await import("./webp/coded_data.ts");
  return readCodedData(bytes, coded);
}

function readFile(bytes: Uint8Array, end: number): Picture | Refusal {
  const first = readWebpChunk(bytes, riffHeader, end);
  if (!first.ok) return first;
  if (first.type === "VP8X") {
    const canvas = readCanvas(bytes, first);
    if (!canvas.ok) return canvas;
    const content = readFileContent(bytes, first.next, end);
    return content.ok ? onCanvas(canvas, content) : content;
  }
  if (!isPicture(first)) {
    return refused(
      "is a WebP that does not begin with a picture or its canvas",
    );
  }
  const content = readFileContent(bytes, riffHeader, end);
  return content.ok ? asPicture(content) : content;
}

/** An extended file: a canvas with frames, or with one picture of its size. */
function onCanvas(
  canvas: WebpCanvas,
  content: WebpContent,
): Picture | Refusal {
  if (!canvas.animation && content.frames === 0) {
    const picture = asPicture(content);
    if (!picture.ok) return picture;
    return picture.width === canvas.width && picture.height === canvas.height
      ? { ...picture, alphaChannel: picture.alphaChannel || canvas.alpha }
      : refused("is a WebP whose picture and canvas differ in size");
  }
  if (content.frames === 0) {
    return refused("is an animated WebP without frames");
  }
  return {
    ok: true,
    width: canvas.width,
    height: canvas.height,
    alphaChannel: canvas.alpha || content.alpha,
    animated: true,
    coded: content.coded,
  };
}

function asPicture(content: WebpContent): Picture | Refusal {
  const { picture } = content;
  if (picture === undefined) return refused("is a WebP without a picture");
  return {
    ok: true,
    width: picture.width,
    height: picture.height,
    alphaChannel: content.alpha,
    animated: content.frames > 0,
    coded: content.coded,
  };
}
