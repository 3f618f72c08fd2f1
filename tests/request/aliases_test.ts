import { assertEquals } from "@std/assert";
import { ask, sources } from "./asking.ts";

const prompts = ["prompt", "text", "input"];
const targets = [
  "output_target",
  "outputTarget",
  "output_path",
  "outputPath",
  "output",
];
const primaries = [
  "input_image",
  "inputImage",
  "image",
  "input_image_path",
  "inputImagePath",
];
const references = [
  "input_images",
  "inputImages",
  "reference_images",
  "referenceImages",
  "reference_image_paths",
  "referenceImagePaths",
];
const singles = ["left_image_path", "back_image_path", "right_image_path"];

/** The field at both places: in the request itself and in its `params`. */
function bothPlaces(field: Record<string, unknown>) {
  return [field, { params: field }];
}

for (const name of prompts) {
  Deno.test(`"${name}" brings the prompt, in params too`, () => {
    for (const raw of bothPlaces({ [name]: "a cat" })) {
      assertEquals(ask(raw).prompt, "a cat");
    }
  });
}

for (const name of targets) {
  Deno.test(`"${name}" brings the output target, in params too`, () => {
    for (const raw of bothPlaces({ [name]: "out/cat.png" })) {
      assertEquals(ask({ text: "a cat", ...raw }).outputTarget, "out/cat.png");
    }
  });
}

for (const name of primaries) {
  Deno.test(`"${name}" brings the primary image, in params too`, () => {
    for (const raw of bothPlaces({ [name]: "cat.png" })) {
      const { images, mode } = ask({ prompt: "a cat", ...raw });
      assertEquals(mode, "image-to-image");
      assertEquals(images, [{
        kind: "path",
        path: "cat.png",
        field: "params" in raw ? `params.${name}` : name,
        role: "primary",
      }]);
    }
  });
}

for (const name of [...references, ...singles, "extra_image_paths"]) {
  Deno.test(`"${name}" brings references, in params too`, () => {
    for (const raw of bothPlaces({ [name]: ["a.png", { path: "b.png" }] })) {
      const { images, mode } = ask({ prompt: "a cat", ...raw });
      assertEquals(mode, "image-to-image");
      assertEquals(
        images.map(({ role, field }) => [role, field.replace(/^params\./, "")]),
        [["reference", `${name}[0]`], ["reference", `${name}[1]`]],
      );
    }
    assertEquals(sources({ [name]: "a.png" }), ["a.png"]);
  });
}

for (const family of [prompts, targets]) {
  Deno.test(`of ${family.join(", ")} the first name wins`, () => {
    family.forEach((name, index) => {
      const others = family.slice(index)
        .map((other) => [other, `from ${other}`]);
      const request = ask({ text: "a cat", ...Object.fromEntries(others) });
      const value = family === prompts ? request.prompt : request.outputTarget;
      assertEquals(
        value,
        family === prompts && index > 1 ? "a cat" : `from ${name}`,
      );
    });
  });
}

for (const family of [primaries, references]) {
  Deno.test(`of ${family.join(", ")} the first name wins`, () => {
    family.forEach((name, index) => {
      const rest = family.slice(index).map((other) => [other, `${other}.png`]);
      assertEquals(sources(Object.fromEntries(rest)), [`${name}.png`]);
    });
  });
}

Deno.test("the top level wins over params, whatever the names", () => {
  const request = ask({
    input: "top",
    output: "top.png",
    image: "top.png",
    referenceImagePaths: ["top-1.png"],
    size: "top",
    params: {
      prompt: "deep",
      output_target: "deep.png",
      input_image: "deep.png",
      input_images: ["deep-1.png"],
      size: "deep",
    },
  });
  assertEquals(request.prompt, "top");
  assertEquals(request.outputTarget, "top.png");
  assertEquals(request.hints.size, "top");
  assertEquals(
    request.images.map((image) => image.kind === "path" && image.path),
    ["top.png", "top-1.png"],
  );
});

Deno.test("a name that lost with another value is told, with no value", () => {
  const { warnings } = ask({
    prompt: "a cat",
    text: "a dog",
    image: "/home/jane/a.png",
    params: { image: "/home/jane/b.png" },
  });
  assertEquals(warnings, [
    '"text" was ignored: "prompt" wins',
    '"params.image" was ignored: "image" wins',
  ]);
});

Deno.test("the same text under two names is nothing to tell", () => {
  const params = { prompt: "a cat", text: "a cat", image: "a.png" };
  assertEquals(ask({ ...params, params }).warnings, []);
});

Deno.test("a blank field gives way to the next name", () => {
  const request = ask({
    prompt: " ",
    text: null,
    size: "",
    image: "",
    params: { prompt: "a cat", size: "small", image: "a.png" },
  });
  assertEquals(request.prompt, "a cat");
  assertEquals(request.hints, { size: "small" });
  assertEquals(request.images.length, 1);
  assertEquals(request.warnings, []);
});
