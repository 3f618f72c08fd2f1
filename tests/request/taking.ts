/** Input images taken from a request's JSON to the copies for Codex. */
import { assert, assertEquals, assertRejects } from "@std/assert";
import { Failure } from "../../src/errors/failure.ts";
import { ask } from "./asking.ts";
import { type Place, prepare } from "./preparing.ts";

/** Takes a request's images as a job does; gives back the copies and removes them. */
export async function take(
  raw: Record<string, unknown>,
  place: Place,
): Promise<readonly Uint8Array[]> {
  const { images } = ask({ prompt: "a cat", ...raw });
  const prepared = await prepare(images, place);
  const copies = prepared.map(({ path }) => Deno.readFileSync(path));
  for (const { path } of prepared) Deno.removeSync(path);
  return copies;
}

/** Takes an image that has to be refused and leaves no copy; gives back why. */
export async function refusalOf(
  value: unknown,
  place: Place,
): Promise<string> {
  const failure = await assertRejects(
    () => take({ input_image: value }, place),
    Failure,
  );
  assertEquals(failure.code, "request/invalid_input_image");
  assertEquals(failure.evidence["field"], "input_image");
  assert(failure.message.length < 300, "the message repeats the input");
  assertEquals([...Deno.readDirSync(place.images)], []);
  return failure.message;
}
