import { assert, assertEquals } from "@std/assert";
import { Buffer } from "node:buffer";
import fc from "fast-check";
import { decodeBase64 } from "../../src/request/base64.ts";
import { assertProperty } from "../support/seeded.ts";

const LIMIT = 10 * 1024 * 1024;

function reason(text: string, limit = LIMIT): string {
  const decoded = decodeBase64(text, limit);
  return decoded.ok ? "ok" : decoded.reason;
}

Deno.test("decodeBase64() reads every form of the same bytes", async (t) => {
  const bytes = fc.uint8Array({ minLength: 1, maxLength: 300 });
  const property = fc.property(bytes, (bytes) => {
    const plain = Buffer.from(bytes).toString("base64");
    const safe = Buffer.from(bytes).toString("base64url");
    const mime = plain.replace(/.{1,76}/g, "$&\r\n");
    for (const text of [plain, safe, mime, plain.replace(/=+$/, "")]) {
      const decoded = decodeBase64(text, LIMIT);
      assert(decoded.ok);
      assertEquals(decoded.bytes, bytes);
    }
  });
  await assertProperty(t, property, 100);
});

const refused: readonly (readonly [string, string])[] = [
  ["", "is empty"],
  [" \r\n\t", "is empty"],
  ["=", "is not valid base64"],
  ["====", "is not valid base64"],
  ["A", "is not valid base64"],
  ["AAAAA", "is not valid base64"],
  ["AAA==", "is not valid base64"],
  ["AA=A", "is not valid base64"],
  ["AAAA=", "is not valid base64"],
  ["AA==AAAA", "is not valid base64"],
  ["AAA%3D", "is not valid base64"],
  ["AAA\u00A0A", "is not valid base64"],
  ["héé=", "is not valid base64"],
];

for (const [text, expected] of refused) {
  Deno.test(`decodeBase64() refuses ${JSON.stringify(text)}`, () => {
    assertEquals(reason(text), expected);
  });
}

Deno.test("decodeBase64() takes the limit and not one byte more", () => {
  const text = (bytes: number) => Buffer.alloc(bytes, 1).toString("base64");
  for (const limit of [1, 2, 3, 100, 101, 102]) {
    assertEquals(reason(text(limit), limit), "ok");
    assertEquals(
      reason(text(limit + 1), limit),
      `is larger than ${limit} bytes`,
    );
  }
});

Deno.test("decodeBase64() refuses 43 MiB of it by its length", () => {
  assertEquals(reason("A".repeat(43 * 1024 * 1024)), "is larger than 10 MiB");
});
