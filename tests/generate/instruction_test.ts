import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import fc from "fast-check";
import {
  baseInstructions,
  instruction,
  isTransparent,
} from "../../src/generate/instruction.ts";
import { builtInPolicy } from "../../src/policy/built_in.ts";
import { parseRequest } from "../../src/request/parse.ts";
import type {
  Hints,
  ImageRequest,
  ImageRole,
} from "../../src/request/request.ts";
import { assertProperty } from "../support/seeded.ts";

const { limits } = builtInPolicy();

function request(
  roles: readonly ImageRole[] = [],
  hints: Hints = {},
): ImageRequest {
  return {
    mode: roles.length > 0 ? "image-to-image" : "text-to-image",
    prompt: "a red fox",
    outputTarget: "private/target.png",
    images: roles.map((role, index) => ({
      kind: "path",
      path: `/home/jane/private-${index}.png`,
      field: "input_image",
      role,
    })),
    hints,
    warnings: ["a private warning"],
  };
}

Deno.test("instruction() asks for one image and ends with the prompt as it is", async (t) => {
  assertEquals(
    instruction(request()),
    "Make exactly one image.\nPrompt:\na red fox",
  );
  const property = fc.property(fc.string(), (prompt) => {
    const text = instruction({ ...request(), prompt });
    assert(text.endsWith(`\nPrompt:\n${prompt}`));
  });
  await assertProperty(t, property, 100);
});

Deno.test("instruction() gives every attached image its number and role", () => {
  const text = instruction(request(["primary", "reference", "reference"]));
  assertEquals(text.split("\n").slice(0, 4), [
    "Make exactly one image from the attached ones.",
    "Image #1 is the picture to edit.",
    "Image #2 is a visual reference; it is not the picture to edit.",
    "Image #3 is a visual reference; it is not the picture to edit.",
  ]);
});

Deno.test("instruction() calls no image the picture to edit when there are references only", () => {
  const text = instruction(request(["reference"]));
  assertStringIncludes(text, "Image #1 is a visual reference");
  assert(!text.includes("Image #1 is the picture to edit"));
});

const wishes: readonly (readonly [Hints, string])[] = [
  [{ size: "1536x1024" }, "Wanted size or shape: 1536x1024."],
  [{ quality: "high" }, "Wanted quality: high."],
  [{ background: "opaque" }, "Wanted background: opaque."],
  [{ strength: 0 }, "Wanted strength of the change: 0,"],
  [{ strength: 0.5 }, "Wanted strength of the change: 0.5,"],
];

for (const [hints, sentence] of wishes) {
  Deno.test(`instruction() says: ${sentence}`, () => {
    assertStringIncludes(instruction(request([], hints)), `\n${sentence}`);
  });
}

Deno.test("instruction() says nothing of wishes that were not made", () => {
  assert(!instruction(request(["primary"])).includes("Wanted"));
});

Deno.test("instruction() asks for transparency in the words that Codex's tool has", () => {
  for (const background of ["transparent", "Transparent"]) {
    const text = instruction(request([], { background }));
    assertStringIncludes(text, "transparent background");
    assertStringIncludes(text, "transparent_background");
    assertStringIncludes(text, "alpha");
  }
});

Deno.test("isTransparent() knows transparency and nothing else", () => {
  assertEquals(isTransparent("TRANSPARENT"), true);
  assertEquals(isTransparent("opaque"), false);
  assertEquals(isTransparent("not transparent"), false);
});

/** Every key that may carry an image, by the request's and the hosts' names. */
const imageKeys = [
  ...["input_image", "inputImage", "image"],
  ...["input_image_path", "inputImagePath"],
  ...["input_images", "inputImages", "reference_images", "referenceImages"],
  ...["reference_image_paths", "referenceImagePaths", "extra_image_paths"],
  ...["left_image_path", "back_image_path", "right_image_path"],
];

Deno.test("instruction() never holds an image's path or key, wherever a request has it", async (t) => {
  const pathOf = (key: string) => `/home/jane/secret/${key}-file.png`;
  const places = fc.uniqueArray(
    fc.tuple(fc.constantFrom(...imageKeys), fc.boolean()),
    { minLength: 1, maxLength: 5, selector: ([key]) => key },
  );
  const property = fc.property(places, (places) => {
    const take = (inParams: boolean) =>
      Object.fromEntries(
        places.filter(([, nested]) => nested === inParams).map((
          [key],
        ) => [key, key.endsWith("s") ? [pathOf(key)] : pathOf(key)]),
      );
    const text = instruction(parseRequest({
      prompt: "a red fox",
      mode: "image-to-image",
      // Image-to-image has to have an image that is not a gap.
      ...take(false),
      params: take(true),
    }, { limits }));
    assert(!text.includes("secret"), text);
    for (const key of imageKeys) {
      if (key !== "image") assert(!text.includes(key), text);
    }
  });
  await assertProperty(t, property, 100);
});

Deno.test("instruction() holds nothing of the target and the warnings", () => {
  const text = instruction(request(["primary", "reference"]));
  assert(!text.includes("private"), text);
});

Deno.test("baseInstructions ask for one image and for tool errors word for word", () => {
  for (const words of ["exactly one image", "word for word", "Image #1"]) {
    assertStringIncludes(baseInstructions, words);
  }
});
