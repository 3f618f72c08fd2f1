import { assertEquals } from "@std/assert";
import { checksumsText, sha512Integrity } from "../../release/checksums.ts";
import { sha256 } from "../../src/system/sha256.ts";

const abc = new TextEncoder().encode("abc");
/** FIPS 180-2, appendix B.1. */
const ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

Deno.test("digests are those of the standard's example", () => {
  assertEquals(sha256(abc), ABC);
  assertEquals(
    sha512Integrity(abc),
    "sha512-3a81oZNherrMQXNJriBBMRLm+k6JqX6iCp7u5ktV05ohkpkqJ0/BqDa6PCOj/uu9RU1EI2Q86A4qmslPpUyknw==",
  );
});

Deno.test("SHA256SUMS has digest, two spaces and name, by name", () => {
  assertEquals(
    checksumsText([{ name: "b.zip", bytes: abc }, { name: "B", bytes: abc }]),
    `${ABC}  B\n${ABC}  b.zip\n`,
  );
});
