import { assertEquals, assertRejects, assertThrows } from "@std/assert";
import { join } from "@std/path";
import { judgeBinary, readBinaries } from "../../release/binaries.ts";
import { Refusal } from "../../release/refusal.ts";
import { allowedTargets } from "../../release/targets.ts";
import { builtInPolicy } from "../../src/policy/built_in.ts";
import { putBinary } from "./support_checkout.ts";

const targets = allowedTargets(builtInPolicy().platforms);
const [first] = targets;

Deno.test("only binaries that are there are read, with their records", async () => {
  const folder = await Deno.makeTempDir();
  try {
    assertEquals(await readBinaries(folder, targets), []);
    await putBinary(folder, targets[1], { base: "official" });
    const [found, ...more] = await readBinaries(folder, targets);
    assertEquals([found?.target, more], [targets[1], []]);
    if (found) judgeBinary(found, false);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("a binary without a record is refused", async () => {
  const folder = await Deno.makeTempDir();
  try {
    const { record } = await putBinary(folder, first, { base: "official" });
    await Deno.remove(join(folder, record));
    await assertRejects(
      () => readBinaries(folder, targets),
      Refusal,
      "deno task compile",
    );
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("a binary that was exchanged, or is of another version, is refused", async () => {
  const folder = await Deno.makeTempDir();
  try {
    await putBinary(folder, first, { base: "official" });
    const [binary] = await readBinaries(folder, targets);
    if (!binary) throw new Error("the binary was not read");
    const other = { ...binary, bytes: new TextEncoder().encode("other") };
    assertThrows(() => judgeBinary(other, true), Refusal, "build record");
    const record = { ...binary.record, version: "9.9.9" };
    assertThrows(() => judgeBinary({ ...binary, record }, true), Refusal);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("a binary with npm's runtime is for checks only", async () => {
  const folder = await Deno.makeTempDir();
  try {
    await putBinary(folder, first, { base: "npm" });
    const [binary] = await readBinaries(folder, targets);
    if (!binary) throw new Error("the binary was not read");
    assertThrows(() => judgeBinary(binary, false), Refusal, "never released");
    judgeBinary(binary, true);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
