/** Images for the walkers: whole, put together wrongly, and damaged. */
import fc from "fast-check";
import { crc32 } from "node:zlib";
import { damaged } from "./damage.ts";
import { imageParts, images } from "./image_corpus.ts";

const assembled = fc.oneof(
  ...imageParts.map(({ parts, whole }) =>
    fc.array(fc.constantFrom(...parts), { maxLength: 7 }).map(whole)
  ),
);

const words = imageParts.flatMap(({ parts }) => parts)
  .filter(({ length }) => length < 100);

/** Anything like an image; lengths and checksums around the damage may be right again. */
export const anyImage: fc.Arbitrary<Uint8Array> = fc.tuple(
  damaged(
    fc.oneof(
      { weight: 3, arbitrary: fc.constantFrom(...images) },
      { weight: 1, arbitrary: assembled },
    ),
    images,
    words,
  ),
  fc.boolean(),
).map(([bytes, mend]) => mend ? mended(bytes) : bytes);

/** With the checksums of a PNG and the length of a RIFF file made right, as far as its chunks can be found. */
function mended(bytes: Uint8Array): Uint8Array {
  const whole = bytes.slice();
  const view = new DataView(whole.buffer);
  if (whole[0] === 0x52 && whole.length >= 8) {
    view.setUint32(4, whole.length - 8, true);
  }
  if (whole[0] !== 0x89) return whole;
  for (let at = 8; at + 12 <= whole.length;) {
    const end = at + 8 + view.getUint32(at);
    if (end + 4 > whole.length) break;
    view.setUint32(end, crc32(whole.subarray(at + 4, end)));
    at = end + 4;
  }
  return whole;
}
