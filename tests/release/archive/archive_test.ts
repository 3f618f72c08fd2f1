import { assertEquals, assertThrows } from "@std/assert";
import { gunzipSync, unzipSync } from "fflate";
import { parseTar } from "nanotar";
import type { ArchiveEntry } from "../../../release/archive/entry.ts";
import { tarGzip } from "../../../release/archive/tar_gzip.ts";
import { zip } from "../../../release/archive/zip.ts";

function entry(
  path: string,
  bytes: Uint8Array,
  executable = false,
): ArchiveEntry {
  return { path, bytes, executable };
}

const text = (words: string) => new TextEncoder().encode(words);
const entries = [
  entry("setup.py", text("setup")),
  entry("bin/linux-x86_64/program", text("program".repeat(5_000)), true),
  entry("LICENSE", text("")),
];
const inside = [
  "ext/LICENSE",
  "ext/bin/linux-x86_64/program",
  "ext/setup.py",
];

Deno.test("a zip holds the files in order, with their permissions", () => {
  const archive = zip("ext", entries);
  const files = unzipSync(archive);
  assertEquals(Object.keys(files), inside);
  assertEquals(files["ext/bin/linux-x86_64/program"], entries[1]?.bytes);
  assertEquals(centralDirectory(archive), [
    { host: 3, attributes: 0o100644, time: 0, date: 0x21 },
    { host: 3, attributes: 0o100755, time: 0, date: 0x21 },
    { host: 3, attributes: 0o100644, time: 0, date: 0x21 },
  ]);
});

Deno.test("a tar.gz holds the files in order, with their permissions", () => {
  const files = parseTar(gunzipSync(tarGzip("ext", entries)));
  assertEquals(
    files.map((
      { name, type, attrs },
    ) => [name, type, attrs?.mode, attrs?.mtime]),
    inside.map((name) => [
      name,
      "file",
      name.endsWith("program") ? "0000755" : "0000644",
      Date.UTC(1980, 0, 1) / 1000,
    ]),
  );
  assertEquals(files[1]?.data, entries[1]?.bytes);
});

Deno.test("a tar.gz of any size has its end mark", () => {
  // 20 blocks are a record; one of these leaves no block of it free.
  for (let blocks = 17; blocks <= 20; blocks++) {
    const tar = gunzipSync(
      tarGzip("ext", [entry("file", new Uint8Array(blocks * 512).fill(1))]),
    );
    assertEquals(tar.length % 10_240, 0);
    assertEquals(tar.slice(-1024).every((byte) => byte === 0), true);
  }
});

Deno.test("the order of the entries does not matter", () => {
  for (const pack of [zip, tarGzip]) {
    assertEquals(pack("ext", entries), pack("ext", entries.toReversed()));
  }
});

Deno.test("a path that a tar file would cut is refused", () => {
  const long = entry("a".repeat(97), text("x"));
  assertThrows(() => tarGzip("ext", [long]), RangeError);
  tarGzip("ext", [entry("a".repeat(96), text("x"))]);
});

/** What the entries of a zip file's directory say (APPNOTE 4.3.12). */
function centralDirectory(archive: Uint8Array): object[] {
  const view = new DataView(archive.buffer, archive.byteOffset);
  const found: object[] = [];
  // The end record has no comment, so it is the last 22 bytes.
  let at = view.getUint32(archive.length - 6, true);
  while (view.getUint32(at, true) === 0x02014b50) {
    found.push({
      host: view.getUint8(at + 5),
      attributes: view.getUint32(at + 38, true) >>> 16,
      time: view.getUint16(at + 12, true),
      date: view.getUint16(at + 14, true),
    });
    const lengths = [28, 30, 32].map((field) =>
      view.getUint16(at + field, true)
    );
    at += 46 + lengths.reduce((sum, length) => sum + length, 0);
  }
  return found;
}
