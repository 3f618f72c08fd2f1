import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { jpeg, png, toBase64, webp } from "../backend/pictures.ts";
import { ask, askInVain, limits, sources } from "./asking.ts";

const data = toBase64(png());
/** Begins as JPEG base64 and is as long, but no base64 holds a dot. */
const holidays = `/9j/2024/${"holiday/".repeat(40)}cat.jpg`;

function source(input_image: unknown) {
  const [image] = ask({ prompt: "a cat", input_image }).images;
  assert(image !== undefined);
  return image.kind === "path" ? [image.path] : ["base64", image.base64];
}

const items: readonly (readonly [string, unknown, readonly string[]])[] = [
  ["a path", "pics/cat.png", ["pics/cat.png"]],
  ["a path with spaces around", " cat.png ", [" cat.png "]],
  ["a path of base64 letters", "inputs/image", ["inputs/image"]],
  ["a path that begins as a JPEG", "/9j/4AAQ/cat", ["/9j/4AAQ/cat"]],
  ["a long path of base64 letters", `/9j/${"holiday/".repeat(40)}cat`, [
    `/9j/${"holiday/".repeat(40)}cat`,
  ]],
  ["a long path that begins as a JPEG does", holidays, [holidays]],
  ["a short path that begins as a PNG", "iVBORw0KGgo", ["iVBORw0KGgo"]],
  ["a short path that begins as a WebP", "UklGR/RUJQ", ["UklGR/RUJQ"]],
  ["a Windows path", "C:\\pics\\cat.png", ["C:\\pics\\cat.png"]],
  ["PNG base64", data, ["base64", data]],
  ["JPEG base64", toBase64(jpeg()), ["base64", toBase64(jpeg())]],
  ["WebP base64", toBase64(webp()), ["base64", toBase64(webp())]],
  ["URL-safe JPEG base64", urlSafe(toBase64(jpeg())), [
    "base64",
    urlSafe(toBase64(jpeg())),
  ]],
  ["base64 with line breaks", `\n${mime(data)}`, ["base64", `\n${mime(data)}`]],
  ["a data URI", `data:image/png;base64,${data}`, ["base64", data]],
  ["a data URI in other letters", `DATA:image/PNG;x=1;BASE64,${data}`, [
    "base64",
    data,
  ]],
  ["a data URI of no image", "data:text/plain;base64,aGk=", ["base64", "aGk="]],
  ["{path}", { path: "cat.png" }, ["cat.png"]],
  ["{path} that looks like data", { path: data }, [data]],
  ["{input_image_path}", { input_image_path: "cat.png" }, ["cat.png"]],
  ["{base64, media_type}", { base64: data, media_type: "image/png" }, [
    "base64",
    data,
  ]],
  ["{data, mime_type}", { data, mime_type: "image/webp" }, ["base64", data]],
  ["{content} as a data URI", { content: `data:;base64,${data}` }, [
    "base64",
    data,
  ]],
  ["{path} before {base64}", { base64: data, path: "cat.png" }, ["cat.png"]],
  ["{base64} with a blank path", { base64: data, path: "" }, ["base64", data]],
];

for (const [name, item, expected] of items) {
  Deno.test(`an image item may be ${name}`, () => {
    assertEquals(source(item), expected);
  });
}

const faults: readonly (readonly [string, unknown, string])[] = [
  ["a number", 7, "must be a path, base64 or an object"],
  ["true", true, "must be a path, base64 or an object"],
  ["a list", ["a.png"], "must be one image"],
  ["an empty object", {}, "holds neither path nor base64"],
  ["{base64} of nothing", { base64: "" }, "holds neither path nor base64"],
  ["{path: 7}", { path: 7 }, "has a path that is not text"],
  ["{data: []}", { data: [] }, "has a data that is not text"],
  ["a path with a NUL", "cat\0.png", "NUL"],
  ["a web address", "https://example.com/cat.png", "is an address"],
  ["a file address", "file:///home/jane/cat.png", "is an address"],
  ["a data URI without base64", "data:image/svg+xml,<svg/>", "without base64"],
  ["a data URI without a comma", "data:image/png;base64", "without base64"],
  ["10 MB of text in base64", "aGVsbG8g".repeat(1_300_000), "too long"],
];

for (const [name, item, problem] of faults) {
  Deno.test(`an image item may not be ${name}`, () => {
    const failure = askInVain({ prompt: "a cat", params: { image: item } });
    assertEquals(failure.code, "request/invalid_input_image");
    assertEquals(failure.evidence.field, "params.image");
    assertStringIncludes(failure.message, problem);
    assert(!/aGVs|jane/.test(failure.message));
  });
}

Deno.test("references come in the order lists, left, back, right, extra", () => {
  assertEquals(
    sources({
      extra_image_paths: ["4.png"],
      params: { right_image_path: "3.png", input_image: "0.png" },
      back_image_path: "2.png",
      left_image_path: { path: "1.png" },
    }),
    ["0.png", "1.png", "2.png", "3.png", "4.png"],
  );
  assertEquals(
    sources({
      left_image_path: "left.png",
      reference_images: [{ base64: data }, "list.png"],
    }),
    [data, "list.png", "left.png"],
  );
});

Deno.test("gaps in a list are left out, and the rest keep their places", () => {
  const { images } = ask({
    prompt: "a cat",
    params: { extra_image_paths: [null, "b.png", "", "d.png"] },
  });
  assertEquals(images.map(({ field }) => field), [
    "params.extra_image_paths[1]",
    "params.extra_image_paths[3]",
  ]);
});

Deno.test("an image that comes under two names counts once, where it came first", () => {
  const { images } = ask({
    prompt: "a cat",
    image: "front.png",
    params: {
      reference_image_paths: ["front.png", "left.png"],
      left_image_path: "left.png",
      back_image_path: data,
      extra_image_paths: ["left.png", null, { base64: data }],
    },
  });
  assertEquals(images.map(({ field, role }) => [field, role]), [
    ["image", "primary"],
    ["params.reference_image_paths[1]", "reference"],
    ["params.back_image_path", "reference"],
  ]);
});

Deno.test("without a primary image the first reference stays a reference", () => {
  const { images } = ask({ prompt: "a cat", input_images: "a.png" });
  assertEquals(images.map(({ role }) => role), ["reference"]);
});

Deno.test("as many images as the limit says, and not one more", () => {
  const most = Array.from({ length: limits.images - 1 }, (_, i) => `${i}.png`);
  assertEquals(sources({ image: "p.png", input_images: most }).length, 5);
  const failure = askInVain({
    prompt: "a cat",
    image: "p.png",
    input_images: [...most, "one-more.png"],
  });
  assertEquals(failure.code, "request/too_many_images");
  assertEquals(failure.evidence, { images: 6, limit: 5 });
  assertStringIncludes(failure.message, "6 images; at most 5");
});

function urlSafe(base64: string): string {
  return base64.replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

function mime(base64: string): string {
  return base64.replace(/.{76}/g, "$&\r\n");
}
