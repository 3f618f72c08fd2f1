/** Input images prepared in a folder of their own. */
import { assert, assertEquals, assertRejects } from "@std/assert";
import { Failure } from "../../src/errors/failure.ts";
import { prepareImages } from "../../src/request/prepare.ts";
import type { ImageSource, PreparedImage } from "../../src/request/request.ts";
import { limits } from "./asking.ts";

/** The folders of one test. */
export interface Place {
  /** Where relative paths begin. */
  readonly cwd: string;
  /** Where the copies go. */
  readonly images: string;
}

/** Makes a place whose path has to stay private, and removes it. */
export async function inPlace(
  run: (place: Place) => Promise<void>,
): Promise<void> {
  const folder = await Deno.makeTempDir({ prefix: "jane-secret-" });
  const place = { cwd: `${folder}/cwd`, images: `${folder}/images` };
  try {
    await Deno.mkdir(place.cwd);
    await Deno.mkdir(place.images);
    await run(place);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** Prepares under the shipped limits. */
export function prepare(
  images: readonly ImageSource[],
  { cwd, images: to }: Place,
): Promise<readonly PreparedImage[]> {
  return prepareImages(images, { limits, cwd, scratch: { images: to } });
}

/** A primary image by its path. */
export function path(path: string, field = "input_image"): ImageSource {
  return { kind: "path", path, field, role: "primary" };
}

/** A reference image in base64. */
export function embedded(base64: string): ImageSource {
  const field = "reference_images[0]";
  return { kind: "embedded", base64, field, role: "reference" };
}

/** Prepares an image that has to be refused, and sees that nothing was staged. */
export async function refusal(
  image: ImageSource,
  place: Place,
): Promise<Failure> {
  const failure = await assertRejects(() => prepare([image], place), Failure);
  assertEquals(failure.code, "request/invalid_input_image");
  assertEquals(failure.evidence.field, image.field);
  assertEquals(Array.from(Deno.readDirSync(place.images)), []);
  const shown = JSON.stringify([failure.message, failure.evidence]);
  assert(!shown.includes("secret"), shown);
  return failure;
}
