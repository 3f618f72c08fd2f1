import { assertThrows } from "@std/assert";
import { Failure } from "../../src/errors/failure.ts";
import { builtInPolicy } from "../../src/policy/built_in.ts";
import { parseRequest } from "../../src/request/parse.ts";
import type { ImageRequest, Mode } from "../../src/request/request.ts";

/** The limits of the policy that ships with the program. */
export const limits = builtInPolicy().limits;

/** Parses a request under the shipped limits. */
export function ask(raw: unknown, node?: Mode): ImageRequest {
  return parseRequest(raw, { node, limits });
}

/** Parses a request that has to be refused. */
export function askInVain(raw: unknown, node?: Mode): Failure {
  return assertThrows(() => ask(raw, node), Failure);
}

/** Where the images of an image-to-image request come from, in order. */
export function sources(raw: Record<string, unknown>): readonly string[] {
  const { images } = ask({ prompt: "a cat", ...raw }, "image-to-image");
  return images.map((image) =>
    image.kind === "path" ? image.path : image.base64
  );
}
