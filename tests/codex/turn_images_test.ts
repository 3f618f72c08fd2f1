import { assertEquals } from "@std/assert";
import type { ItemReading } from "../../src/codex/image_item.ts";
import { TurnImages } from "../../src/codex/turn_images.ts";
import type { TurnRecord } from "../../src/codex/turn_record.ts";
import { imageCompleted, recordOf } from "./support_turn.ts";

const base64 = (record: TurnRecord) =>
  record.images.map(({ result }) => result);

/** Looks into items, finds no image in any, and remembers what it saw. */
function reader() {
  const seen: (string | null | undefined)[] = [];
  const images = new TurnImages({
    read: ({ result }) => {
      seen.push(result);
      return Promise.resolve<ItemReading>({ kind: "none" });
    },
    secure: () => Promise.resolve(),
  });
  return { images, seen };
}

Deno.test("TurnImages leaves no base64 in the record of what it has looked at", async () => {
  const record = recordOf(imageCompleted("a"), imageCompleted("b"));
  const { images, seen } = reader();
  await images.readNew(record, () => true);
  assertEquals(seen, ["aGk=", "aGk="]);
  assertEquals(base64(record), [null, null]);
});

Deno.test("TurnImages keeps the base64 of what it has not looked at yet", async () => {
  const record = recordOf(imageCompleted("a"), imageCompleted("b"));
  const { images, seen } = reader();
  await images.readNew(record, () => seen.length === 0);
  assertEquals(base64(record), [null, "aGk="]);
  await images.readNew(record, () => true);
  assertEquals(seen, ["aGk=", "aGk="]);
  assertEquals(base64(record), [null, null]);
});
