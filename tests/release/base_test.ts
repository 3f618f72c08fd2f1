import { assertEquals, assertRejects } from "@std/assert";
import { join } from "@std/path";
import { chooseBase } from "../../release/choose_base.ts";
import { Refusal } from "../../release/refusal.ts";
import { allowedTargets } from "../../release/targets.ts";
import { builtInPolicy } from "../../src/policy/built_in.ts";
import { inFolder } from "../support/folder.ts";
import { testBase, thisTarget } from "./support_program.ts";

const targets = allowedTargets(builtInPolicy().platforms);

Deno.test("by default Deno fetches its own runtime", async () => {
  const base = await chooseBase("official", targets, "unused");
  assertEquals([base.kind, base.deno, base.env], [
    "official",
    Deno.version.deno,
    {},
  ]);
});

Deno.test("a file serves one target, and has to be there", () =>
  inFolder(async (folder) => {
    const file = join(folder, "denort");
    const choose = (count: number) =>
      chooseBase(file, targets.slice(0, count), folder);
    await assertRejects(() => choose(1), Refusal, "There is no base");
    await Deno.writeTextFile(file, "");
    assertEquals((await choose(1)).env, { DENORT_BIN: file });
    await assertRejects(() => choose(2), Refusal, "one target");
  }));

Deno.test("npm's base serves its own target only", async () => {
  await assertRejects(
    () => chooseBase("npm", targets, "unused"),
    Refusal,
    "x86_64-unknown-linux-gnu only",
  );
});

if (testBase() === "npm") {
  Deno.test("neither npm nor the cache can slip in another base than the pinned one", () =>
    inFolder(async (folder) => {
      const npm = join(folder, "npm");
      // As `npm pack` does it: the last argument is the folder, the name goes to stdout.
      await Deno.writeTextFile(
        npm,
        '#!/bin/sh\nfor to; do :; done\necho other > "$to/other.tgz"\necho other.tgz\n',
      );
      await Deno.chmod(npm, 0o755);
      await Deno.writeTextFile(join(folder, "denort-2.5.7"), "other");
      const path = Deno.env.get("PATH") ?? "";
      Deno.env.set("PATH", `${folder}:${path}`);
      try {
        await assertRejects(
          () => chooseBase("npm", [thisTarget()], folder),
          Refusal,
          "is not the one that is pinned",
        );
      } finally {
        Deno.env.set("PATH", path);
      }
    }));
}
