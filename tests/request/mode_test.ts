import { assertEquals, assertStringIncludes } from "@std/assert";
import type { Mode } from "../../src/request/request.ts";
import { ask, askInVain } from "./asking.ts";

const text = "text-to-image";
const image = "image-to-image";
const picture = { input_image: "a.png" };
const reference = { left_image_path: "b.png" };

const decisions: readonly (readonly [
  string,
  Record<string, unknown>,
  Mode | undefined,
  Mode,
])[] = [
  ["nothing but a prompt", {}, undefined, text],
  ["a primary image", picture, undefined, image],
  ["references alone", reference, undefined, image],
  [
    "extra images that are all gaps",
    {
      params: { extra_image_paths: [null, "", null] },
    },
    undefined,
    text,
  ],
  ["mode", { mode: text, ...picture }, undefined, text],
  ["mode in params", { params: { mode: image }, ...picture }, undefined, image],
  ["blank mode", { mode: " " }, undefined, text],
  ["the node, with a picture attached", picture, text, text],
  ["the node, against mode", { mode: text, ...picture }, image, image],
];

for (const [name, raw, node, mode] of decisions) {
  Deno.test(`the mode is decided by ${name}`, () => {
    assertEquals(ask({ prompt: "a cat", ...raw }, node).mode, mode);
  });
}

Deno.test("a node that overrules mode is told", () => {
  const raw = { prompt: "a cat", mode: image };
  assertEquals(ask(raw, text).warnings, [
    '"mode" was ignored: the node decides, and it is text-to-image',
  ]);
  assertEquals(ask({ ...raw, ...picture }, image).warnings, []);
});

Deno.test("text-to-image ignores whatever is attached, and says so", () => {
  const placeholder = { base64: "iVBORw0KGgo=", media_type: "image/png" };
  const one = ask({ prompt: "a cat", input_image: placeholder }, text);
  assertEquals(one.images, []);
  assertEquals(one.warnings, [
    "The attached image was ignored: text-to-image uses the prompt alone",
  ]);
  const broken = { image: 7, reference_images: [{}, true] };
  const three = ask({ prompt: "a cat", mode: text, ...broken });
  assertEquals(three.images, []);
  assertEquals(three.warnings, [
    "3 attached images were ignored: text-to-image uses the prompt alone",
  ]);
});

Deno.test("text-to-image has no use for strength", () => {
  const request = ask({ prompt: "a cat", strength: 0.5, size: "small" }, text);
  assertEquals(request.hints, { size: "small" });
  assertEquals(request.warnings, [
    '"strength" was ignored: text-to-image has no input image',
  ]);
});

Deno.test("image-to-image without any image is refused", () => {
  for (const raw of [{}, { input_image: "" }, { extra_image_paths: [null] }]) {
    const request = { prompt: "a cat", ...raw };
    const code = "request/missing_input_image";
    assertEquals(askInVain({ ...request, mode: image }).code, code);
    assertEquals(askInVain(request, image).code, code);
  }
});

const wrong: readonly (readonly [unknown, string])[] = [
  ["img2img", "; did you mean image-to-image?"],
  ["Image-To-Image", "; did you mean image-to-image?"],
  ["text_to_image", "; did you mean text-to-image?"],
  ["upscale", "must be text-to-image or image-to-image"],
  [3, "must be text-to-image or image-to-image"],
];

for (const [mode, words] of wrong) {
  Deno.test(`"${mode}" is no mode`, () => {
    const failure = askInVain({ prompt: "a cat", mode });
    assertEquals(failure.code, "request/invalid_request");
    assertEquals(failure.evidence, { field: "mode" });
    assertStringIncludes(failure.message, words);
  });
}
