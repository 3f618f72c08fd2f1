/**
 * What the Python extension's own tests promised about requests, under the
 * names they had there: callers of that extension rely on it.
 */
import { assert, assertEquals } from "@std/assert";
import { png, toBase64 } from "../backend/pictures.ts";
import { ask, askInVain } from "./asking.ts";

const base64 = toBase64(png());

Deno.test("maps_prompt_only_requests_to_text_to_image", () => {
  const request = ask({
    prompt: "a cat",
    output_target: "codex/cat.png",
    params: { size: "1024x1024" },
  });
  assertEquals(request, {
    mode: "text-to-image",
    prompt: "a cat",
    outputTarget: "codex/cat.png",
    images: [],
    hints: { size: "1024x1024" },
    warnings: [],
  });
});

Deno.test("maps_prompt_plus_image_requests_to_image_to_image", () => {
  const request = ask({ prompt: "a cat", input_image: "cat.png" });
  assertEquals(request.mode, "image-to-image");
  assertEquals(request.images, [
    { kind: "path", path: "cat.png", field: "input_image", role: "primary" },
  ]);
});

Deno.test("maps_reference_image_paths_to_image_payload", () => {
  const { images } = ask({
    prompt: "a cat",
    input_image: "cat.png",
    reference_image_paths: ["style.png", "pose.png"],
  });
  assertEquals(images.map(({ role }) => role), [
    "primary",
    "reference",
    "reference",
  ]);
});

Deno.test("side_image_params_are_not_echoed_into_adapter_instructions", () => {
  const { prompt, hints, warnings } = ask({
    prompt: "a cat",
    params: {
      left_image_path: "/home/jane/left.png",
      back_image_path: "/home/jane/back.png",
      right_image_path: "/home/jane/right.png",
      quality: "high",
    },
  });
  assertEquals({ prompt, hints, warnings }, {
    prompt: "a cat",
    hints: { quality: "high" },
    warnings: [],
  });
});

Deno.test("reference_only_request_resolves_image_to_image_mode", () => {
  const { mode, images } = ask({ prompt: "a cat", referenceImages: "a.png" });
  assertEquals(mode, "image-to-image");
  assertEquals(images.length, 1);
});

Deno.test("side_image_params_stage_as_references_after_explicit_refs", () => {
  const { images } = ask({
    prompt: "a cat",
    input_image: "front.png",
    params: {
      right_image_path: "right.png",
      left_image_path: "left.png",
      back_image_path: "back.png",
    },
    input_images: ["explicit.png"],
  });
  assertEquals(images.map((image) => image.kind === "path" && image.path), [
    "front.png",
    "explicit.png",
    "left.png",
    "back.png",
    "right.png",
  ]);
});

Deno.test("generator_adapter_wraps_text_to_image_requests", () => {
  const params = { prompt: "a cat", quality: "high", remesh: "quad" };
  const request = ask({ params, image: { base64: "" } }, "text-to-image");
  assertEquals(request.prompt, "a cat");
  assertEquals(request.outputTarget, undefined);
  assertEquals(request.images, []);
});

Deno.test("generator_adapter_wraps_image_to_image_requests", () => {
  const request = ask({
    prompt: "a cat",
    input_image: { base64, media_type: "image/png" },
  }, "image-to-image");
  assertEquals(request.images, [
    { kind: "embedded", base64, field: "input_image", role: "primary" },
  ]);
});

Deno.test("stages_reference_images_and_sanitizes_raw_image_params", () => {
  const request = ask({
    prompt: "a cat",
    input_image: "cat.png",
    params: {
      reference_images: ["style.png", `data:image/png;base64,${base64}`],
    },
  });
  assertEquals(
    request.images.map(({ kind }) => kind),
    ["path", "path", "embedded"],
  );
  const { images: _, ...rest } = request;
  assert(!/style|base64|iVBOR/.test(JSON.stringify(rest)));
});

Deno.test("image_to_image_without_an_image_is_missing_input_image", () => {
  const failure = askInVain({ prompt: "a cat", mode: "image-to-image" });
  assertEquals(failure.code, "request/missing_input_image");
});
