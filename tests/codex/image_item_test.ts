import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { Buffer } from "node:buffer";
import { join } from "@std/path";
import { type ItemReading, readImageItem } from "../../src/codex/image_item.ts";
import type { ImageItem } from "../../src/codex/protocol.ts";
import type { ImageLimits } from "../../src/image/facts.ts";
import {
  acceptedImages,
  animatedImages,
  refusedImages,
} from "../image/hostile_images.ts";
import { chunk, end, header, imageData, png } from "../image/support_png.ts";
import { inFolder } from "../support/folder.ts";

/** Two whole images that can be told apart by their width. */
const inFile = picture(2);
const inResult = picture(3);

function picture(width: number): Uint8Array<ArrayBuffer> {
  const row = new Uint8Array(1 + 4 * width);
  return Uint8Array.from(png(header({ width }), imageData(row), end));
}

const limits: ImageLimits = { maxBytes: 1_000, maxSide: 100, maxPixels: 1_000 };
const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString("base64");

/** Reads an item whose file holds `file`, where there is one. */
async function reading(
  item: Partial<ImageItem>,
  file?: Uint8Array,
  within = limits,
): Promise<ItemReading> {
  const readings: ItemReading[] = [];
  await inFolder(async (home) => {
    const folder = join(home, "generated_images", "t1");
    await Deno.mkdir(folder, { recursive: true });
    const savedPath = join(folder, "ig_1.png");
    if (file) await Deno.writeFile(savedPath, file);
    const whole: ImageItem = {
      type: "imageGeneration",
      id: "ig_1",
      savedPath,
      ...item,
    };
    readings.push(await readImageItem(whole, home, within));
  });
  const [only] = readings;
  assert(only);
  return only;
}

/** Where the image came from: its width tells. */
function source(reading: ItemReading): string {
  if (reading.kind !== "image") return reading.reason ?? "nothing";
  return reading.image.facts.width === 2 ? "file" : "result";
}

Deno.test("readImageItem() takes Codex's file before the result", async () => {
  const found = await reading({ result: base64(inResult) }, inFile);
  assertEquals(source(found), "file");
  assert(found.kind === "image");
  assertEquals(found.image.bytes, inFile);
  assertEquals(found.image.facts.format, "png");
  assert(found.image.savedPath?.endsWith("ig_1.png"));
});

/** Files that cannot be used. */
const badFiles: readonly (readonly [string, Uint8Array | undefined])[] = [
  ["is missing", undefined],
  ["is empty", new Uint8Array()],
  ["is junk", new TextEncoder().encode("not an image at all")],
  ["is cut off", inFile.slice(0, -5)],
  ["is too large", new Uint8Array(limits.maxBytes + 1)],
];

for (const [what, file] of badFiles) {
  Deno.test(`readImageItem() falls back to the result when the file ${what}`, async () => {
    const found = await reading({ result: base64(inResult) }, file);
    assertEquals(source(found), "result");
    assert(found.kind === "image");
    assertEquals(Uint8Array.from(found.image.bytes), inResult);
    assertEquals(found.image.savedPath, undefined);
  });

  Deno.test(`readImageItem() says why there is no image when the file ${what} and the result is empty`, async () => {
    const found = await reading({ result: "" }, file);
    assert(found.kind === "none" && found.reason !== undefined);
  });
}

/** Roomy enough for every image. */
const hostile: ImageLimits = {
  maxBytes: 1_000_000,
  maxSide: 10_000,
  maxPixels: 1_000_000,
};

/** One that promises too many pixels is an image that is too large. */
const junk = refusedImages.filter(([, , words]) => !words.includes("pixels"));

for (const [name, bytes, words] of junk) {
  Deno.test(`readImageItem() takes the result for a file like ${name}, and the other way round`, async () => {
    const fromResult = await reading(
      { result: base64(inResult) },
      bytes,
      hostile,
    );
    assert(fromResult.kind === "image" && fromResult.image.leftover);
    assertEquals(fromResult.image.savedPath, undefined);
    const fromFile = await reading({ result: base64(bytes) }, inFile, hostile);
    assertEquals(source(fromFile), "file");
  });

  Deno.test(`readImageItem() names the file when there is only one like ${name}`, async () => {
    const found = await reading({ result: "" }, bytes, hostile);
    assert(found.kind === "none" && found.path?.endsWith("ig_1.png"));
    assertStringIncludes(found.reason ?? "", words);
  });
}

for (const [name, bytes] of [...acceptedImages, ...animatedImages]) {
  Deno.test(`readImageItem() takes ${name} as it is, from the file and from the result`, async () => {
    for (
      const found of [
        await reading({ result: "" }, bytes, hostile),
        await reading(
          { result: base64(bytes), savedPath: null },
          undefined,
          hostile,
        ),
      ]
    ) {
      assert(found.kind === "image");
      assertEquals(Uint8Array.from(found.image.bytes), Uint8Array.from(bytes));
    }
  });
}

Deno.test("readImageItem() keeps an image that is too large, and does not decode it", async () => {
  const wide = png(
    header({ width: 2_000_000, height: 3 }),
    chunk("IDAT", "not deflate"),
    end,
  );
  const found = await reading({ result: "" }, wide, hostile);
  assert(found.kind === "over limit");
  assertEquals(found.image.facts.width, 2_000_000);
  assertEquals(found.image.facts.transparency, "unknown");
});

Deno.test("readImageItem() tells whether the image is see-through", async () => {
  const found = await reading({ result: "" }, inFile);
  assert(found.kind === "image");
  assertEquals(found.image.facts.transparency, "transparent");
});

Deno.test("readImageItem() falls back to the result when the file is not Codex's", async () => {
  const item = { savedPath: "/etc/hostname", result: base64(inResult) };
  assertEquals(source(await reading(item)), "result");
});

const results: readonly (readonly [string, ImageItem["result"], string])[] = [
  ["a whole image", base64(inResult), "result"],
  [
    "an image in MIME lines",
    base64(inResult).replaceAll(/.{20}/g, "$&\r\n"),
    "result",
  ],
  ["nothing", "", "nothing"],
  ["null", null, "nothing"],
  ["no result", undefined, "nothing"],
  ["base64 that is none", "!!!!", "is empty"],
  [
    "junk",
    base64(new Uint8Array(20).fill(0xfe)),
    "is not a PNG, JPEG or WebP image",
  ],
  [
    "more than the limit",
    "A".repeat(2_000),
    "the image is larger than allowed",
  ],
];

for (const [what, result, expected] of results) {
  Deno.test(`readImageItem() without a file: ${what}`, async () => {
    const item: Partial<ImageItem> = {
      savedPath: null,
      ...(result === undefined ? {} : { result }),
    };
    assertEquals(source(await reading(item)), expected);
  });
}

Deno.test("readImageItem() takes an image of exactly the largest size", async () => {
  const found = await readImageItem(
    { type: "imageGeneration", id: "a", result: base64(inResult) },
    undefined,
    { ...limits, maxBytes: inResult.length },
  );
  assert(found.kind === "image");
});

Deno.test("readImageItem() tells an image that is too large for the policy from junk", async () => {
  const found = await readImageItem(
    { type: "imageGeneration", id: "a", result: base64(inResult) },
    undefined,
    { ...limits, maxSide: 2 },
  );
  assert(found.kind === "over limit");
  assertEquals(Uint8Array.from(found.image.bytes), inResult);
});
