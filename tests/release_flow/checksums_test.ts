import { assertEquals, assertThrows } from "@std/assert";
import { checksumsText } from "../../release/checksums.ts";
import { readChecksums } from "../../release/read_checksums.ts";
import { Refusal } from "../../release/refusal.ts";
import { sha256 } from "../../src/system/sha256.ts";

const digest = "a".repeat(64);

Deno.test("What the packer lists is read back", () => {
  const files = ["b.zip", "a.tar.gz"].map((name) => ({
    name,
    bytes: new TextEncoder().encode(name),
  }));
  assertEquals(
    Object.fromEntries(readChecksums(checksumsText(files))),
    Object.fromEntries(files.map(({ name, bytes }) => [name, sha256(bytes)])),
  );
});

Deno.test("A list with the line ends of Windows and the mark of binary mode is read", () => {
  const sums = readChecksums(`${digest} *a.zip\r\n${digest}  b.zip\r\n`);
  assertEquals([...sums.keys()], ["a.zip", "b.zip"]);
});

for (
  const [what, text] of [
    ["nothing", "\n"],
    ["a short digest", `${digest.slice(1)}  a.zip\n`],
    ["an upper-case digest", `${digest.toUpperCase()}  a.zip\n`],
    ["no name", `${digest}\n`],
    ["a path", `${digest}  ../a.zip\n`],
    ["a name twice", `${digest}  a.zip\n${digest}  a.zip\n`],
  ] as const
) {
  Deno.test(`A list of ${what} is refused`, () => {
    assertThrows(() => readChecksums(text), Refusal);
  });
}
