import {
  assert,
  assertEquals,
  assertRejects,
  assertStringIncludes,
} from "@std/assert";
import { join } from "@std/path";
import { Buffer } from "node:buffer";
import { Failure } from "../../src/errors/failure.ts";
import { heavyPng, jpeg, png, toBase64, webp } from "../backend/pictures.ts";
import {
  acceptedImages,
  animatedImages,
  refusedImages,
} from "../image/hostile_images.ts";
import { ask, limits } from "./asking.ts";
import { embedded, inPlace, path, prepare, refusal } from "./preparing.ts";

function concatenate(...parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  return new Uint8Array(parts.flatMap((part) => [...part]));
}

Deno.test("prepareImages() stages private copies, named by number and real format", () =>
  inPlace(async (place) => {
    await Deno.writeFile(`${place.cwd}/my cat ü.gif`, png());
    await Deno.writeFile(`${place.cwd}/photo.png`, jpeg());
    const prepared = await prepare([
      path("my cat ü.gif"),
      path(`${place.cwd}/photo.png`),
      embedded(toBase64(webp())),
    ], place);
    assertEquals(
      prepared.map(({ path, role, facts }) => [path, role, facts.format]),
      [
        [join(place.images, "image-1.png"), "primary", "png"],
        [join(place.images, "image-2.jpg"), "primary", "jpeg"],
        [join(place.images, "image-3.webp"), "reference", "webp"],
      ],
    );
    const bytes = prepared.map(({ path }) => Deno.readFileSync(path));
    assertEquals(bytes, [png(), jpeg(), webp()]);
    assertEquals(
      prepared.map(({ facts }) => facts.bytes),
      bytes.map(({ length }) => length),
    );
    if (Deno.build.os !== "windows") {
      for (const { path } of prepared) {
        assertEquals((Deno.statSync(path).mode ?? 0) & 0o777, 0o600);
      }
    }
  }));

Deno.test("prepareImages() needs the user's file only while it runs", () =>
  inPlace(async (place) => {
    const staged = `${place.cwd}/slot-2-left.png`;
    await Deno.writeFile(staged, png());
    const [image] = await prepare([path(staged)], place);
    await Deno.remove(staged);
    assert(image !== undefined);
    assertEquals(await Deno.readFile(image.path), png());
  }));

Deno.test("10 MB of base64 is an image wherever it stands, and never words", () =>
  inPlace(async (place) => {
    const bytes = heavyPng(7_500_000);
    const data = toBase64(bytes);
    const params = { input_image: data, input_images: [{ base64: data }] };
    for (const raw of [{ image: data }, { params }]) {
      const { images, ...words } = ask({ prompt: "a cat", ...raw });
      assert(JSON.stringify(words).length < 200);
      const [image] = await prepare(images, place);
      assert(image !== undefined);
      assert(Buffer.from(bytes).equals(await Deno.readFile(image.path)));
      await Deno.remove(image.path);
    }
  }));

Deno.test("prepareImages() gives Codex nothing that stands behind an image's end", () =>
  inPlace(async (place) => {
    for (const [index, image] of [png(), jpeg(), webp()].entries()) {
      const name = `${index}.bin`;
      const tail = concatenate(image, new TextEncoder().encode("secret film"));
      await Deno.writeFile(`${place.cwd}/${name}`, tail);
      const [prepared] = await prepare([path(name)], place);
      assert(prepared !== undefined);
      assertEquals(await Deno.readFile(prepared.path), image);
      assertEquals(prepared.facts.bytes, image.length);
      assertEquals(prepared.facts.trailingBytes, 0);
      await Deno.remove(prepared.path);
    }
  }));

const tooLarge: readonly (readonly [string, Uint8Array, string])[] = [
  ["large.png", new Uint8Array(limits.inputBytes + 1), "larger than 10 MiB"],
  ["wide.png", png({ width: limits.inputSide + 1, height: 1 }), "pixels"],
];

for (const [name, bytes, problem] of [...tooLarge, ...refusedImages]) {
  Deno.test(`prepareImages() refuses ${name}, as a file and embedded`, () =>
    inPlace(async (place) => {
      await Deno.writeFile(`${place.cwd}/${name}`, bytes);
      const failure = await refusal(path(name), place);
      assert(
        failure.message.startsWith(`Input image ${name} ("input_image") `),
      );
      assertStringIncludes(failure.message, problem);
      const same = await refusal(embedded(toBase64(bytes)), place);
      assert(same.message.startsWith('Input image "reference_images[0]" '));
      assertStringIncludes(same.message, problem);
    }));
}

for (const [name, bytes] of acceptedImages) {
  Deno.test(`prepareImages() copies ${name} as it is, from a file and embedded`, () =>
    inPlace(async (place) => {
      await Deno.writeFile(`${place.cwd}/${name}`, bytes);
      const both = await prepare(
        [path(name), embedded(toBase64(bytes))],
        place,
      );
      for (const { path } of both) {
        assertEquals(
          await Deno.readFile(path),
          Uint8Array.from(bytes),
        );
      }
    }));
}

for (const [name, bytes] of animatedImages) {
  Deno.test(`prepareImages() refuses ${name}, because it moves`, () =>
    inPlace(async (place) => {
      const failure = await refusal(embedded(toBase64(bytes)), place);
      assertStringIncludes(failure.message, "still PNG, JPEG or WebP");
    }));
}

Deno.test("prepareImages() gives Codex the first of two joined PNGs", () =>
  inPlace(async (place) => {
    const joined = concatenate(png(), png({ colour: [1, 2, 3] }));
    const [prepared] = await prepare([embedded(toBase64(joined))], place);
    assert(prepared !== undefined);
    assertEquals(await Deno.readFile(prepared.path), png());
  }));

const absent: readonly (readonly [string, string])[] = [
  ["inputs/image", "Input image inputs/image "],
  ["no/such/file.png", "Input image no/such/file.png "],
  ["~/secret/cat.png", "Input image cat.png "],
  ["/home/jane-secret/cat.png", "Input image cat.png "],
  ["C:\\Users\\jane-secret\\cat.png", "Input image cat.png "],
  ["iVBORw0KGgo", "Input image iVBORw0KGgo "],
  [`R0lGODlhAQABA${"secret".repeat(9)}`, 'Input image "input_image" '],
];

for (const [name, words] of absent) {
  Deno.test(`prepareImages() calls ${name.slice(0, 20)} a missing file`, () =>
    inPlace(async (place) => {
      const { message } = await refusal(path(name), place);
      assert(message.startsWith(words), message);
      assertStringIncludes(message, "does not exist");
    }));
}

Deno.test("prepareImages() refuses a folder and bad base64", () =>
  inPlace(async (place) => {
    assertStringIncludes((await refusal(path("."), place)).message, "a folder");
    const { message } = await refusal(embedded("iVBO?w0KGgo="), place);
    assertStringIncludes(message, "is not valid base64");
  }));

Deno.test("prepareImages() names the first image at fault", () =>
  inPlace(async (place) => {
    await Deno.writeFile(`${place.cwd}/good.png`, png());
    const images = [
      path("good.png"),
      path("missing.png", "left_image_path"),
      { ...embedded("?"), field: "right_image_path" },
    ];
    const { evidence } = await assertRejects(
      () => prepare(images, place),
      Failure,
    );
    assertEquals(evidence, {
      field: "left_image_path",
      name: "missing.png",
      reason: "does not exist",
    });
  }));

Deno.test("prepareImages() blames the temporary folder when a copy cannot be written", () =>
  inPlace(async (place) => {
    await Deno.remove(place.images);
    const failure = await assertRejects(
      () => prepare([embedded(toBase64(png()))], place),
      Failure,
    );
    assertEquals(failure.code, "preflight/temp_unusable");
    assert(!failure.message.includes("secret"));
  }));
