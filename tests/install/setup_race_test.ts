/** setup.py killed half-way, and two of them at once. */
import { assertEquals } from "@std/assert";
import { basename, join } from "@std/path";
import { assetPath, Extension, program } from "./extension.ts";
import { pythonTest } from "./python.ts";
import { assertWell } from "./run.ts";
import { until } from "./waiting.ts";

/** Resolves once a part of the program has been written. */
function partWritten(extension: Extension): Promise<void> {
  return until(async () => {
    for (const name of await extension.placed()) {
      const { size } = await Deno.stat(join(extension.program, "..", name));
      if (size > 0) return true;
    }
    return false;
  }, "no part was written");
}

pythonTest(
  "setup that was killed half-way leaves no program, and the next one clears up",
  async () => {
    await using extension = await Extension.make();
    const never = Promise.withResolvers<void>();
    extension.server.answers = {
      [assetPath]: { body: program, gate: never.promise },
    };
    const { child, ended } = extension.start();
    await partWritten(extension);
    child.kill("SIGKILL");
    await ended;
    never.resolve();
    const left = await extension.placed();
    assertEquals(left.length, 1);
    assertEquals(left.includes(basename(extension.program)), false);

    extension.server.answers = { [assetPath]: { body: program } };
    assertWell(await extension.run());
    assertEquals(await Deno.readFile(extension.program), program);
    assertEquals(await extension.placed(), [basename(extension.program)]);
  },
);

pythonTest(
  "two setups at once both end well with one whole program",
  async () => {
    await using extension = await Extension.make();
    const both = Promise.withResolvers<void>();
    extension.server.answers = {
      [assetPath]: { body: program, gate: both.promise },
    };
    const runs = [extension.start(), extension.start()];
    await extension.server.arrived(assetPath, 2);
    both.resolve();
    for (const { ended } of runs) assertWell(await ended);
    assertEquals(await Deno.readFile(extension.program), program);
    assertEquals(await extension.placed(), [basename(extension.program)]);
  },
);

pythonTest(
  "setup ends well when another one was faster and its own download fails",
  async () => {
    await using extension = await Extension.make();
    const other = Promise.withResolvers<void>();
    extension.server.answers = {
      [assetPath]: {
        body: program.subarray(0, 150_000),
        stated: program.length,
        gate: other.promise,
      },
    };
    const slow = extension.start();
    await partWritten(extension);
    extension.server.answers = { [assetPath]: { body: program } };
    assertWell(await extension.run());
    other.resolve();
    assertWell(await slow.ended);
    assertEquals(await extension.placed(), [basename(extension.program)]);
  },
);
