import { join, resolve } from "@std/path";
import { Failure } from "../errors/failure.ts";
import { extensionFor } from "../image/extension.ts";
import type { Inspection } from "../image/facts.ts";
import { inspectImage } from "../image/inspect.ts";
import { refused } from "../image/refusal.ts";
import type { Policy } from "../policy/schema.ts";
import type { Scratch } from "../system/scratch.ts";
import { decodeBase64 } from "./base64.ts";
import { boundedMap } from "./bounded_map.ts";
import { imageFault } from "./image_fault.ts";
import { imageName } from "./image_name.ts";
import { readInputFile } from "./input_file.ts";
import type { ImageSource, PreparedImage } from "./request.ts";

/** Where input images are read from, what they must keep, and where copies go. */
export interface PrepareOptions {
  readonly limits: Policy["limits"];
  /** Folder that relative paths are relative to. `~` is never expanded. */
  readonly cwd: string;
  readonly scratch: Pick<Scratch, "images">;
}

/** Images held in memory at once: reading one overlaps with walking another. */
const AT_ONCE = 2;

/**
 * Checks every input image and copies it into the scratch folder as
 * `image-1.png` and so on, named after its real format. Codex gets the copies:
 * it would drop a bad image without a word, send along whatever follows an
 * image's end, and find a host's file gone when it comes to read it. A copy
 * ends where the image ends.
 *
 * @throws {Failure} `request/invalid_input_image` for the first image in the
 * request's order that cannot be used; `preflight/temp_unusable` when a copy
 * cannot be written.
 */
export function prepareImages(
  images: readonly ImageSource[],
  options: PrepareOptions,
): Promise<readonly PreparedImage[]> {
  return boundedMap(
    images,
    AT_ONCE,
    (image, index) => prepareImage(image, index + 1, options),
  );
}

async function prepareImage(
  image: ImageSource,
  number: number,
  { limits, cwd, scratch }: PrepareOptions,
): Promise<PreparedImage> {
  const fault = (reason: string) =>
    imageFault(image.field, reason, { name: imageName(image) });
  const loaded = image.kind === "path"
    ? await readInputFile(resolve(cwd, image.path), limits.inputBytes)
    : decodeBase64(image.base64, limits.inputBytes);
  if (!loaded.ok) throw fault(loaded.reason);
  const inspection = await inspectStill(loaded.bytes, limits);
  if (!inspection.ok) throw fault(inspection.reason);
  const { format, bytes, trailingBytes } = inspection.facts;
  const facts = {
    ...inspection.facts,
    bytes: bytes - trailingBytes,
    trailingBytes: 0,
  };
  const path = join(scratch.images, `image-${number}${extensionFor(format)}`);
  const copy = loaded.bytes.subarray(0, facts.bytes);
  try {
    await Deno.writeFile(path, copy, { createNew: true, mode: 0o600 });
  } catch (error) {
    throw new Failure("preflight/temp_unusable", { cause: error });
  }
  return { path, role: image.role, facts };
}

async function inspectStill(
  bytes: Uint8Array,
  limits: Policy["limits"],
): Promise<Inspection> {
  const inspection = await inspectImage(bytes, {
    maxBytes: limits.inputBytes,
    maxSide: limits.inputSide,
    maxPixels: limits.inputPixels,
  });
  return inspection.ok && inspection.facts.animated
    ? refused("is animated; a still PNG, JPEG or WebP is needed")
    : inspection;
}
