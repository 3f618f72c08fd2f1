import { type Refusal, refused } from "../refusal.ts";
import { codedAlpha, isAlphaPlane } from "./alpha_plane.ts";
import {
  codedPicture,
  isPicture,
  readPicture,
  type WebpPicture,
} from "./bitstream.ts";
import { readWebpChunk, type WebpChunk } from "./chunk.ts";
import type { CodedPart } from "./coded_part.ts";

/** What a run of chunks holds. */
export interface WebpContent {
  readonly ok: true;
  readonly picture: WebpPicture | undefined;
  /** An ALPH chunk, or alpha in a picture itself. */
  readonly alpha: boolean;
  /** Animation frames, each with a picture of its own. */
  readonly frames: number;
  /** The coded data of pictures and alpha planes, in animations of the first frames. */
  readonly coded: readonly CodedPart[];
}

/** Decoders look for it directly before its picture. */
const misplacedAlpha = refused("is a WebP with a misplaced alpha plane");

/** Parts from which on those of further frames are not read: a file of 10 MB can have 250,000 frames. */
const mostCodedParts = 1_000;

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
  let coded: readonly CodedPart[] = [];
  for (let next = at; next < limit;) {
    const chunk = readWebpChunk(bytes, next, limit);
    if (!chunk.ok) return chunk;
    next = chunk.next;
    if (alphaPlane && !picture && !isPicture(chunk)) return misplacedAlpha;
    if (isPicture(chunk)) {
      if (picture !== undefined) return refused("is a WebP with two pictures");
      const read = readPicture(bytes, chunk);
      if (!read.ok) return read;
      if (alphaPlane) {
        if (!isAlphaPlane(bytes, alphaPlane, chunk, read)) {
          return refused("is a WebP with a damaged alpha plane");
        }
        coded = [...coded, ...codedAlpha(bytes, alphaPlane, read)];
      }
      coded = [...coded, codedPicture(chunk, read)];
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
      if (coded.length < mostCodedParts) coded = [...coded, ...frame.coded];
    }
  }
  return { ok: true, picture, alpha, frames, coded };
}
