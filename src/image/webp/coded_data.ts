import { type Refusal, refused } from "../refusal.ts";
import type { DecodedPixels } from "../walk.ts";
import { losslessHeader, lossyHeader } from "./bitstream.ts";
import { DamagedData, EndedData, TooLaborious } from "./coded_fault.ts";
import type { CodedPart } from "./coded_part.ts";
import { BitReader } from "./lossless/bit_reader.ts";
import { readLosslessPicture } from "./lossless/picture.ts";
import { readLossyPicture } from "./lossy/picture.ts";
import { Work } from "./work.ts";

/**
 * Reads coded data to the last pixel of each part, without making the pixels.
 * What would take too long or too much memory is let pass unread. Never throws.
 */
export function readCodedData(
  bytes: Uint8Array,
  parts: readonly CodedPart[],
): DecodedPixels | Refusal {
  const work = new Work();
  for (const part of parts) {
    work.begin();
    try {
      readPart(bytes.subarray(part.start, part.end), part, work);
    } catch (thrown) {
      if (thrown instanceof TooLaborious) continue;
      return refused(`is a WebP whose ${describeFault(part, thrown)}`);
    }
  }
  return { ok: true, transparency: undefined };
}

function readPart(data: Uint8Array, part: CodedPart, work: Work): void {
  if (part.kind === "lossy") {
    readLossyPicture(data, lossyHeader, part, work);
    return;
  }
  const bits = new BitReader(data);
  if (part.kind === "lossless") bits.skip(8 * losslessHeader);
  readLosslessPicture(bits, part, work);
}

/** How people are told of each. */
const names = {
  lossless: "lossless data",
  lossy: "lossy data",
  alpha: "alpha plane",
} as const;

/** @throws what is thrown, if that is a fault of the program */
function describeFault({ kind }: CodedPart, thrown: unknown): string {
  if (thrown instanceof EndedData) {
    return `${names[kind]} ends before its last pixel`;
  }
  if (thrown instanceof DamagedData) return `${names[kind]} is damaged`;
  throw thrown;
}
