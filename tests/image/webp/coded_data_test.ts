import { assertEquals } from "@std/assert";
import { readCodedData } from "../../../src/image/webp/coded_data.ts";
import { join } from "../support_bytes.ts";
import { groupsOf, smallCodes } from "./support_groups.ts";

/** The answer for alpha planes of 1,024 x 1,024, whose data has no header. */
function read(...planes: readonly Uint8Array[]): string {
  const bytes = join(...planes);
  let end = 0;
  const parts = planes.map((plane) => {
    const start = end;
    end += plane.length;
    return { kind: "alpha", start, end, width: 1_024, height: 1_024 } as const;
  });
  const answer = readCodedData(bytes, parts);
  return answer.ok ? "passes" : answer.reason;
}

/** Codes for more memory than a picture may take, and for little more than half of it. */
const greedy = groupsOf(smallCodes).bytes;
const modest = groupsOf(smallCodes, 3_500).bytes;
/** A bit for each sample. */
const pixels = new Uint8Array(1_024 * 1_024 * 4 / 8);

const hasEnded = "is a WebP whose alpha plane ends before its last pixel";

Deno.test("A picture whose codes take too much memory passes unread", () => {
  assertEquals(read(greedy), "passes");
  assertEquals(read(modest), hasEnded);
  assertEquals(read(join(modest, pixels)), "passes");
});

Deno.test("The picture behind one that takes too much is read", () => {
  assertEquals(read(greedy, modest), hasEnded);
});

Deno.test("What the codes of one picture take is free for the next", () => {
  assertEquals(read(join(modest, pixels), modest), hasEnded);
});
