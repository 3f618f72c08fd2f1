/** Lossless pictures of 16 x 9 pixels that use one thing of the format each, rightly or wrongly. */
import { join } from "../support_bytes.ts";
import * as webps from "../support_webp.ts";
import { BitWriter, lossless } from "./support_bits.ts";

const pixels = 16 * 9;

function bits(): BitWriter {
  return new BitWriter();
}

/** A code for lengths, then what a green code of it would need to be whole. */
function badCode(lengths: Readonly<Record<number, number>>): Uint8Array {
  return lossless(bits().plain().lengthCode(lengths).put(0, 1).put(0, 40));
}

/** A pixel, then a copy of so many from this distance, which is the prefix of one. */
function copying(length: number, distancePrefix = 1): Uint8Array {
  return lossless(
    bits().plain().withCopies(14).zeros(3).simple(distancePrefix)
      .put(0, 1).put(1, 1).put(length - 129, 6),
  );
}

/** A colour transform of blocks of 4 x 4 pixels, whose image has no bits. */
function transform(writer: BitWriter, type: number): BitWriter {
  return writer.put(1, 1).put(type, 2).put(0, 3).cache(0).zeros(5);
}

/** A palette of so many colours, all black. */
function palette(writer: BitWriter, colours: number): BitWriter {
  return writer.put(1, 1).put(3, 2).put(colours - 1, 8).cache(0).zeros(5);
}

/** Greens of one bit each, for a picture of so many pixels. */
function greens(writer: BitWriter, count: number): BitWriter {
  return writer.simple(0, 9).zeros(4).repeat(1, 1, count);
}

/** Two groups, of which the second has two greens, in turn for the 12 blocks. */
function twoGroups(): BitWriter {
  return bits().blocks().cache(0).simple(0, 1).zeros(4)
    .repeat(0b10, 2, 6).zeros(5).simple(3, 4).zeros(4);
}

/** Pictures that decoders take. */
export const wholeStreams: Readonly<Record<string, Uint8Array>> = {
  "of one colour": lossless(bits().plain().zeros(5)),
  "of two greens": lossless(greens(bits().plain(), pixels)),
  "of samples of all kinds": lossless(
    bits().plain().simple(1, 2).simple(3, 4).simple(5, 6).simple(7, 8).zeros(1)
      .repeat(0b0110, 4, pixels),
  ),
  "of codes of eight bits": lossless(
    bits().plain().flat(8, 256).zeros(4).repeat(0x5a, 8, pixels),
  ),
  "of codes of eleven bits, most for cached colours": lossless(
    bits().plain(11).flat(11, 2048).zeros(4)
      .flatSymbol(1, 11).repeat(0x7ff, 11, pixels - 1),
  ),
  "of a single code of any length": lossless(
    bits().plain().lengthCode({ 0: 1, 5: 1 }).given(2).put(0b10, 2).zeros(4),
  ),
  "of a code with a symbol that the alphabet lacks": lossless(
    bits().plain().zeros(4).simple(1, 200),
  ),
  "of lengths that repeat": lossless(
    bits().plain().lengthCode({ 2: 1, 16: 1 }).given(2).put(0, 1).put(1, 1)
      .put(0, 2).zeros(4).repeat(0b11, 2, pixels),
  ),
  "of lengths that repeat before there is one": lossless(
    bits().plain().lengthCode({ 16: 1 }).given(44).repeat(3, 2, 40)
      .repeat(1, 2, 4).zeros(4).repeat(0x33, 8, pixels),
  ),
  "with a copy to its last pixel": copying(143),
  "with a cache of a bit": lossless(bits().plain(1).zeros(5)),
  "with a cache of eleven bits": lossless(bits().plain(11).zeros(5)),
  "with each transform": lossless(
    palette(transform(transform(bits(), 0), 1).put(1, 1).put(2, 2), 200)
      .plain().zeros(5),
  ),
  "with two colours, eight pixels in one": lossless(
    greens(palette(bits(), 2).plain(), 2 * 9),
  ),
  "with four colours, four pixels in one": lossless(
    greens(palette(bits(), 4).plain(), 4 * 9),
  ),
  "with sixteen colours, two pixels in one": lossless(
    greens(palette(bits(), 16).plain(), 8 * 9),
  ),
  "with seventeen colours": lossless(
    greens(palette(bits(), 17).plain(), pixels),
  ),
  // The second, fourth and so on of twelve blocks, four to a row; the last row is one pixel high.
  "with two groups of codes": lossless(twoGroups().repeat(1, 1, pixels / 2)),
  // A reader holds eight bytes at once, and zeros where there are fewer.
  "of an alpha plane that ends in zeros": webps.webp(
    webps.canvas({ width: 5, height: 3, flags: 0x10 }),
    webps.chunk(
      "ALPH",
      join([1], bits().plain().put(3, 3).put(0, 1).put(9, 8).zeros(4).bytes),
    ),
    webps.lossy({ width: 5, height: 3 }),
  ),
  "with a group that no block has": lossless(
    bits().blocks().cache(0).simple(1).zeros(4).simple(7, 8).zeros(9),
  ),
  "with a group whose number has red in it": lossless(
    bits().blocks().cache(0).zeros(1).simple(1).zeros(3 + 5 * 257),
  ),
};

/** As many reds of eight bits as there are pixels. */
function reds(writer: BitWriter): Uint8Array {
  return lossless(writer.zeros(3).repeat(0, 8, pixels));
}

const isDamaged = "is a WebP whose lossless data is damaged";
const hasEnded = "is a WebP whose lossless data ends before its last pixel";

/** Pictures that decoders refuse, and why we do. */
export const damagedStreams: Readonly<
  Record<string, readonly [bytes: Uint8Array, reason: string]>
> = {
  "a transform twice": [
    lossless(transform(transform(bits(), 1), 1).plain().zeros(5)),
    isDamaged,
  ],
  "subtracted green twice": [
    lossless(bits().put(0b101, 3).put(0b101, 3).plain().zeros(5)),
    isDamaged,
  ],
  "a cache of no bits": [
    lossless(bits().put(0, 1).put(1, 1).put(0, 4).put(0, 1).zeros(5)),
    isDamaged,
  ],
  "a cache of twelve bits": [lossless(bits().plain(12).zeros(5)), isDamaged],
  "a palette with too large a cache": [
    lossless(bits().put(0b111, 3).put(0, 8).cache(12).zeros(5)),
    isDamaged,
  ],
  "a code of no symbols": [badCode({}), isDamaged],
  "a code of too many symbols": [badCode({ 0: 1, 1: 1, 2: 1 }), isDamaged],
  "a code that leaves some out": [badCode({ 0: 2, 1: 2, 2: 2 }), isDamaged],
  "a code of two symbols that leaves some out": [
    badCode({ 0: 1, 1: 2 }),
    isDamaged,
  ],
  "lengths that make no whole code": [
    lossless(
      bits().plain().lengthCode({ 2: 1 }).given(3).zeros(4).put(0, 40),
    ),
    isDamaged,
  ],
  "more lengths than symbols": [
    lossless(bits().plain().flat(8, 281).zeros(4).put(0, 60)),
    isDamaged,
  ],
  "more lengths than symbols, enough of which are a whole code": [
    reds(bits().plain().zeros(1).flat(8, 257)),
    isDamaged,
  ],
  "a whole code, and zeros that repeat beyond the alphabet": [
    reds(
      bits().plain().zeros(1).lengthCode({ 1: 1, 18: 1 }).given(4).put(0b00, 2)
        .put(1, 1).put(127, 7).put(1, 1).put(117 - 11, 7),
    ),
    isDamaged,
  ],
  "lengths that repeat beyond the alphabet": [
    lossless(
      bits().plain().lengthCode({ 18: 1 }).put(0, 1).repeat(127, 7, 3)
        .put(0, 40),
    ),
    isDamaged,
  ],
  "a code that no pixel uses": [
    lossless(bits().plain().zeros(4).lengthCode({}).put(0, 40)),
    isDamaged,
  ],
  "a code of a group that no block has": [
    lossless(
      bits().blocks().cache(0).simple(1).zeros(4).lengthCode({}).put(0, 40),
    ),
    isDamaged,
  ],
  "a copy of a pixel too many": [copying(144), isDamaged],
  "a copy from before the first pixel": [copying(143, 0), isDamaged],
  "nothing but copies": [
    lossless(
      bits().plain().lengthCode({ 1: 1, 18: 1 }).given(3).put(1, 1).put(127, 7)
        .put(1, 1).put(107, 7).put(0, 1).zeros(4),
    ),
    isDamaged,
  ],
  "a copy for the first pixel": [
    lossless(
      bits().plain().withCopies(14).zeros(3).simple(1).put(1, 1).put(0, 40),
    ),
    isDamaged,
  ],
  "greens that end early": [
    lossless(greens(bits().plain(), pixels - 24)),
    hasEnded,
  ],
  "greens that should be packed in fewer": [
    lossless(greens(palette(bits(), 17).plain(), 8 * 9)),
    hasEnded,
  ],
  "data that ends inside its codes": [
    lossless(bits().plain().flat(8, 256).put(0, 4)),
    hasEnded,
  ],
  "a group of codes too few": [
    lossless(
      bits().blocks().cache(0).simple(0, 255).zeros(4).put(0xfff, 12),
    ),
    hasEnded,
  ],
};
