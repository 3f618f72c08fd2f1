/** What must hold of every image. */
import { assert, assertEquals, assertMatch } from "@std/assert";
import { Buffer } from "node:buffer";
import type {
  ImageFacts,
  ImageFormat,
  ImageLimits,
} from "../../src/image/facts.ts";
import { inspectImage } from "../../src/image/inspect.ts";
import { builtInPolicy } from "../../src/policy/built_in.ts";
import type { Transparency } from "../../src/image/transparency.ts";

const policy = builtInPolicy().limits;

/** Those that the product has for input images. */
const limits: ImageLimits = {
  maxBytes: policy.inputBytes,
  maxSide: policy.inputSide,
  maxPixels: policy.inputPixels,
};

/**
 * Checks one image: the walkers answer in plain words or with facts that can
 * be true, say where the image ends, and change nothing.
 *
 * @returns whether it was accepted
 */
export async function checkImage(bytes: Uint8Array): Promise<boolean> {
  const before = bytes.slice();
  const inspection = await inspectImage(bytes, limits);
  if (!inspection.ok) {
    assertMatch(inspection.reason, /^(?:is|has) [\x20-\x7e]{3,200}[^.]$/);
    return false;
  }
  const { facts } = inspection;
  assertPossible(facts, bytes.length);
  await assertEndsThere(bytes, facts);
  assertFits(facts);
  assert(Buffer.compare(before, bytes) === 0, "the bytes were changed");
  return true;
}

function assertPossible(facts: ImageFacts, length: number): void {
  const { width, height, trailingBytes } = facts;
  assertEquals(facts.bytes, length);
  assert(Number.isInteger(width) && width >= 1 && width <= limits.maxSide);
  assert(Number.isInteger(height) && height >= 1 && height <= limits.maxSide);
  assert(width * height <= limits.maxPixels);
  assert(trailingBytes >= 0 && trailingBytes < length);
}

/** The image is whole without what follows its end, and without its last byte it is not. */
async function assertEndsThere(
  bytes: Uint8Array,
  facts: ImageFacts,
): Promise<void> {
  const end = bytes.length - facts.trailingBytes;
  assertEquals(await inspectImage(bytes.subarray(0, end), limits), {
    ok: true,
    facts: { ...facts, bytes: end, trailingBytes: 0 },
  });
  const cut = await inspectImage(bytes.subarray(0, end - 1), limits);
  assert(!cut.ok, "it goes on");
}

function assertFits({ format, transparency }: ImageFacts): void {
  const possible: Readonly<Record<ImageFormat, readonly Transparency[]>> = {
    png: ["none", "opaque", "transparent", "unknown"],
    jpeg: ["none"],
    webp: ["none", "unknown"],
  };
  assert(possible[format].includes(transparency), transparency);
}
