import { type Refusal, refused } from "../refusal.ts";
import { isAlphaPlane } from "./alpha_plane.ts";
import { isPicture, readPicture, type WebpPicture } from "./bitstream.ts";
import { readWebpChunk, type WebpChunk } from "./chunk.ts";

/** What a run of chunks holds. */
export interface WebpContent {
  readonly ok: true;
  readonly picture: WebpPicture | undefined;
  /** An ALPH chunk, or alpha in a picture itself. */
  readonly alpha: boolean;
  /** Animation frames, each with a picture of its own. */
  readonly frames: number;
}

/** Decoders look for it directly before its picture. */
const misplacedAlpha = refused("is a WebP with a misplaced alpha plane");

/** Bytes of an ANMF chunk before the chunks of its frame. */
const frameHeader = 16;

/** Walks all chunks of a file from `at` to `limit`, into animation frames too. */
export function readFileContent(
  bytes: Uint8Array,
  at: number,
  limit: number,
): WebpContent | Refusal {
  return readContent(bytes, at, limit, readFrameContent);
}

function readFrameContent(
  bytes: Uint8Array,
  at: number,
  limit: number,
): WebpContent | Refusal {
  const content = readContent(
    bytes,
    at,
    limit,
    () => refused("is a WebP with a frame inside a frame"),
  );
  return content.ok && content.picture === undefined
    ? refused("is a WebP with an empty frame")
    : content;
}

function readContent(
  bytes: Uint8Array,
  at: number,
  limit: number,
  readFrame: typeof readFrameContent,
): WebpContent | Refusal {
  let picture: WebpPicture | undefined;
  let alphaPlane: WebpChunk | undefined;
  let alpha = false;
  let frames = 0;
  for (let next = at; next < limit;) {
    const chunk = readWebpChunk(bytes, next, limit);
    if (!chunk.ok) return chunk;
    next = chunk.next;
    if (alphaPlane && !picture && !isPicture(chunk)) return misplacedAlpha;
    if (isPicture(chunk)) {
      if (picture !== undefined) return refused("is a WebP with two pictures");
      const read = readPicture(bytes, chunk);
      if (!read.ok) return read;
      if (alphaPlane && !isAlphaPlane(bytes, alphaPlane, chunk, read)) {
        return refused("is a WebP with a damaged alpha plane");
      }
      picture = read;
      alpha ||= read.alpha;
    } else if (chunk.type === "ALPH") {
      if (picture !== undefined) return misplacedAlpha;
      alphaPlane = chunk;
      alpha = true;
    } else if (chunk.type === "VP8X") {
      return refused("is a WebP with a second canvas");
    } else if (chunk.type === "ANMF") {
      const frame = readFrame(bytes, chunk.start + frameHeader, chunk.end);
      if (!frame.ok) return frame;
      frames++;
      alpha ||= frame.alpha;
    }
  }
  return { ok: true, picture, alpha, frames };
}
