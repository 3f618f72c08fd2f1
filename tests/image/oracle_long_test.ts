/**
 * The walkers against an independent decoder: what they accept decodes, at the
 * size that they say, and what decodes is accepted.
 */
import { assert, assertEquals, assertMatch } from "@std/assert";
import fc from "fast-check";
import type { ImageFormat, Inspection } from "../../src/image/facts.ts";
import { inspectImage } from "../../src/image/inspect.ts";
import { assertProperty } from "../support/seeded.ts";
import {
  faultsBehindPixels,
  faultsPassedOver,
} from "./intended_differences.ts";
import { join } from "./support_bytes.ts";
import { damage, partsOf } from "./support_damage.ts";
import * as jpeg from "./support_jpeg.ts";
import { models, pictures } from "./support_models.ts";
import { Oracle, type Verdict } from "./support_oracle.ts";
import { encode } from "./support_pixels.ts";
import * as png from "./support_png.ts";
import { factsOf } from "./support_walk.ts";
import { wholeImages } from "./support_whole.ts";
import { damagedLossy } from "./webp/support_lossy.ts";
import { damagedStreams } from "./webp/support_streams.ts";

/** Small, so that no damaged header has the decoder make a huge picture. */
const limits = { maxBytes: 1 << 20, maxSide: 2_000, maxPixels: 250_000 };

/** How product and decoder stand to each other over an image. */
type Agreement =
  | "both take it"
  | "both refuse it"
  | "refused for its size"
  | "refused as intended"
  | "taken, and decoded with a warning"
  | "taken, and not decoded";

function sizeOf({ width, height }: { width: number; height: number }): string {
  return `${width} x ${height}`;
}

/** Fails where they differ in a way that nobody intended. */
async function compare(
  bytes: Uint8Array,
  ours: Inspection,
  { strict, lenient }: Verdict,
): Promise<Agreement> {
  if (!ours.ok) {
    if (typeof strict === "string") return "both refuse it";
    if (ours.tooLarge) return "refused for its size";
    assert(
      await isIntended(bytes, ours.reason),
      `the decoder takes what ${ours.reason}`,
    );
    return "refused as intended";
  }
  if (typeof lenient === "string") return "taken, and not decoded";
  assertEquals(sizeOf(ours.facts), sizeOf(lenient));
  return typeof strict === "string"
    ? "taken, and decoded with a warning"
    : "both take it";
}

async function isIntended(bytes: Uint8Array, reason: string): Promise<boolean> {
  const isKnown = (differences: typeof faultsPassedOver) =>
    differences.some((difference) => difference.reason.test(reason));
  return isKnown(faultsPassedOver) ||
    (isKnown(faultsBehindPixels) && await isWholeInFront(bytes));
}

/** Whether the image would be accepted if it ended before some part or byte. */
async function isWholeInFront(bytes: Uint8Array): Promise<boolean> {
  const [format, end] = bytes[0] === 0xff
    ? ["jpeg", jpeg.end] as const
    : ["png", png.end] as const;
  const parts = partsOf(format, bytes);
  const fronts = [
    ...parts.map((_, count) => join(...parts.slice(0, count))),
    ...[0, 1, 2, 3, 4].map((count) => bytes.subarray(0, bytes.length - count)),
  ];
  for (const front of fronts) {
    if ((await inspectImage(join(front, end), limits)).ok) return true;
  }
  return false;
}

async function agreement(
  oracle: Oracle,
  bytes: Uint8Array,
): Promise<Agreement> {
  return await compare(
    bytes,
    await inspectImage(bytes, limits),
    await oracle.judge(bytes),
  );
}

/** The tests' whole images and those of the decoder's encoders. */
async function corpus(
  oracle: Oracle,
): Promise<readonly (readonly [string, Uint8Array])[]> {
  const samples = await oracle.samples();
  return [
    ...wholeImages,
    ...samples.map(({ name, bytes }) => [name, bytes] as const),
  ];
}

Deno.test("What encoders and the tests' own builders write is accepted, and decodes", async () => {
  await using oracle = new Oracle();
  for (const [name, bytes] of await corpus(oracle)) {
    const inspection = await inspectImage(bytes, limits);
    assert(name.startsWith(factsOf(inspection).format), name);
    const found = await compare(bytes, inspection, await oracle.judge(bytes));
    assertEquals(found, "both take it", name);
  }
});

Deno.test("A PNG of any colours, filters and interlacing is accepted, and decodes", async (test) => {
  await using oracle = new Oracle();
  const picture = fc.constantFrom(...models).chain(pictures);
  await assertProperty(
    test,
    fc.asyncProperty(picture, async ({ opaque, clear }) => {
      for (const bytes of [encode(opaque), encode(clear)]) {
        assertEquals(await agreement(oracle, bytes), "both take it");
      }
    }),
    150,
  );
});

Deno.test("An image cut at every tenth is refused; the decoder takes none that was accepted", async () => {
  await using oracle = new Oracle();
  for (const [name, bytes] of await corpus(oracle)) {
    for (let tenth = 0; tenth < 10; tenth++) {
      const cut = bytes.subarray(0, Math.floor(bytes.length * tenth / 10));
      const inspection = await inspectImage(cut, limits);
      assert(!inspection.ok, `${name}, cut at ${tenth} tenths`);
      await compare(cut, inspection, await oracle.judge(cut));
    }
  }
});

Deno.test("Of two images behind each other both sides see the first", async () => {
  await using oracle = new Oracle();
  const images = await corpus(oracle);
  for (const [index, [name, first]] of images.entries()) {
    const [, second = first] = images[(index * 7 + 1) % images.length] ?? [];
    const bytes = join(first, second);
    const inspection = await inspectImage(bytes, limits);
    assertEquals(factsOf(inspection).trailingBytes, second.length, name);
    const found = await compare(bytes, inspection, await oracle.judge(bytes));
    assertEquals(found, "both take it", name);
  }
});

/** Damaged images of each format, and how many taken ones in a hundred may be decoded with a warning. */
const damaged: readonly {
  readonly format: ImageFormat;
  readonly runs: number;
  /** The coded pixels of JPEG are not decoded by the product. */
  readonly warned: number;
}[] = [
  { format: "png", runs: 900, warned: 0 },
  // libjpeg goes on decoding whatever the coded data is, with a warning.
  { format: "jpeg", runs: 700, warned: 20 },
  { format: "webp", runs: 1_200, warned: 0 },
];

for (const { format, runs, warned } of damaged) {
  Deno.test(`Damaged ${format} images are taken by both sides or by neither`, async (test) => {
    await using oracle = new Oracle();
    // Of a damaged animation the decoder shows the frames that are left; the
    // product takes no animation as an input, whole or not.
    const whole = (await corpus(oracle))
      .filter(([name]) => name.startsWith(format) && name !== "webpAnimated")
      .map(([, bytes]) => bytes);
    const images = fc.tuple(fc.constantFrom(...whole), damage(format))
      .map(([bytes, change]) => change(bytes));
    const tally = new Map<Agreement, number>();
    await assertProperty(
      test,
      fc.asyncProperty(images, async (bytes) => {
        const found = await agreement(oracle, bytes);
        assert(found !== "taken, and not decoded");
        tally.set(found, (tally.get(found) ?? 0) + 1);
      }),
      runs,
    );
    const lines = [...tally].map(([found, count]) => `  ${found}: ${count}\n`);
    await Deno.stdout.write(new TextEncoder().encode(lines.join("")));
    const count = (found: Agreement) => tally.get(found) ?? 0;
    const warnings = count("taken, and decoded with a warning");
    const taken = count("both take it") + warnings;
    assert(taken > runs / 10 && taken < runs * 0.9, `${taken} taken`);
    assert(warnings <= taken * warned / 100, `${warnings} of ${taken}`);
  });
}

Deno.test("What the tests' own builders write wrongly, the decoder refuses too", async () => {
  await using oracle = new Oracle();
  const wrong = Object.entries({ ...damagedStreams, ...damagedLossy });
  for (const [name, [bytes]] of wrong) {
    assertEquals(await agreement(oracle, bytes), "both refuse it", name);
  }
});

for (
  const { what, reason, example } of [
    ...faultsBehindPixels,
    ...faultsPassedOver,
  ]
) {
  Deno.test(`The product, not the decoder, refuses ${what}`, async () => {
    await using oracle = new Oracle();
    const inspection = await inspectImage(example, limits);
    assert(!inspection.ok);
    assertMatch(inspection.reason, reason);
    assertEquals(await agreement(oracle, example), "refused as intended");
  });
}
