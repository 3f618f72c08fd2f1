import { assert, assertEquals } from "@std/assert";
import { isDecoded } from "../../src/image/png/pixels.ts";
import { builtInPolicy } from "../../src/policy/built_in.ts";
import { policyFileSchema } from "../../src/policy/schema.ts";
import { mostAllowed } from "../../src/policy/schema/most_allowed.ts";
import { LARGEST_REQUEST } from "../../src/request/largest.ts";

/** V8's longest string, in characters. */
const LONGEST_STRING = 2 ** 29 - 24;

Deno.test("A policy can set each limit to the most that is allowed and no further", () => {
  assertEquals(Object.keys(mostAllowed), Object.keys(builtInPolicy().limits));
  for (const [name, most] of Object.entries(mostAllowed)) {
    const isTaken = (value: number) =>
      policyFileSchema.safeParse({ limits: { [name]: value } }).success;
    assert(isTaken(most), name);
    assert(!isTaken(most + 1), name);
  }
});

Deno.test("A request with the most and largest images is read, and fits in a string", () => {
  const { images, inputBytes } = mostAllowed;
  assert(LARGEST_REQUEST > images * Math.ceil(inputBytes / 3) * 4);
  assert(LARGEST_REQUEST < LONGEST_STRING);
});

Deno.test("The longest row that a policy can allow is decoded, and none that is longer", () => {
  const isRead = (width: number) =>
    isDecoded({
      ok: true,
      width,
      height: 1,
      bitDepth: 16,
      colourType: 6,
      interlaced: false,
    });
  const longest = Math.max(mostAllowed.inputSide, mostAllowed.outputSide);
  assert(isRead(longest));
  assert(!isRead(longest + 1));
});
