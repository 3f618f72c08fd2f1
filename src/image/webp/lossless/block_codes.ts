import { DamagedData, TooLaborious } from "../coded_fault.ts";
import { type ImageSize, inBlocks } from "../image_size.ts";
import type { Work } from "../work.ts";
import type { BitReader } from "./bit_reader.ts";
import { type CodeGroup, CodeGroupReader, groupSize } from "./code_group.ts";
import type { CodeMap } from "./code_map.ts";
import { readSmallImage } from "./small_image.ts";

/** Most blocks with codes of their own: those of 40 million pixels at the format's finest. */
const mostBlocks = 2_600_000;

/** A group of codes for each block of pixels. */
class BlockCodes implements CodeMap {
  readonly #width: number;
  readonly #blockBits: number;
  readonly #blocksAcross: number;
  readonly #blocks: Uint32Array;
  readonly #groups: readonly (CodeGroup | undefined)[];
  #runEnd = 0;

  /** `blocks` name the groups; see {@linkcode groupNumber}. */
  constructor(
    width: number,
    blockBits: number,
    blocks: Uint32Array,
    groups: readonly (CodeGroup | undefined)[],
  ) {
    this.#width = width;
    this.#blockBits = blockBits;
    this.#blocksAcross = inBlocks({ width, height: 1 }, blockBits).width;
    this.#blocks = blocks;
    this.#groups = groups;
  }

  get runEnd(): number {
    return this.#runEnd;
  }

  seek(pixel: number): CodeGroup {
    const column = pixel % this.#width;
    const row = (pixel - column) / this.#width;
    const across = column >> this.#blockBits;
    const end = Math.min((across + 1) << this.#blockBits, this.#width);
    this.#runEnd = pixel - column + end;
    const block = (row >> this.#blockBits) * this.#blocksAcross + across;
    const codes = this.#groups[groupNumber(this.#blocks[block] ?? 0)];
    // Every number that a block has was given a group.
    if (codes === undefined) throw new DamagedData();
    return codes;
  }
}

/**
 * Reads which block has which codes, from an image of a pixel a block, and
 * then the codes (WebP lossless bitstream specification, 6.2.2). Codes that no
 * block has must be whole too.
 *
 * @throws {DamagedData}
 * @throws {EndedData}
 * @throws {TooLaborious}
 */
export function readBlockCodes(
  bits: BitReader,
  size: ImageSize,
  cacheSize: number,
  work: Work,
): CodeMap {
  const blockBits = 2 + bits.read(3);
  const blocksSize = inBlocks(size, blockBits);
  if (blocksSize.width * blocksSize.height > mostBlocks) {
    throw new TooLaborious();
  }
  const blocks = readSmallImage(bits, blocksSize, work);
  const used: boolean[] = [];
  for (const argb of blocks) used[groupNumber(argb)] = true;
  const reader = new CodeGroupReader(bits, cacheSize, work);
  const groups = Array.from(used, (isUsed) => {
    const codes = reader.read();
    if (!isUsed) return undefined;
    work.keep(groupSize(codes));
    return codes;
  });
  return new BlockCodes(size.width, blockBits, blocks, groups);
}

/** The number of a block's group is in its red and green samples. */
function groupNumber(argb: number): number {
  return (argb >>> 8) & 0xffff;
}
