import { assertEquals } from "@std/assert";
import { dirname, join } from "@std/path";
import { nativeProgram } from "../../src/preflight/native.ts";
import { inFolder } from "../support/folder.ts";
import { type Differences, installCodex, writeProgram } from "./support_npm.ts";

const windows: Differences = {
  suffix: "win32-x64",
  target: "x86_64-pc-windows-msvc",
  program: "codex.exe",
};

Deno.test("nativeProgram() finds the program behind codex.cmd on Windows", () =>
  inFolder(async (folder) => {
    const wrapper = await writeProgram(join(folder, "codex.cmd"));
    const { native } = await installCodex(
      join(folder, "node_modules"),
      windows,
    );
    assertEquals(await nativeProgram(wrapper, "windows", "x86_64"), native);
    const arm = await nativeProgram(wrapper, "windows", "aarch64");
    assertEquals(arm, undefined);
  }));

Deno.test("nativeProgram() leaves a Windows program alone that is not npm's", () =>
  inFolder(async (folder) => {
    await installCodex(join(folder, "node_modules"), windows);
    for (const name of ["codex.exe", "other.cmd", "codex"]) {
      const found = await writeProgram(join(folder, name));
      assertEquals(await nativeProgram(found, "windows", "x86_64"), undefined);
    }
  }));

/** The link that npm puts on PATH, to the script of an installation. */
async function linkTo(folder: string, script: string): Promise<string> {
  const link = join(folder, ".bin", "codex");
  await Deno.mkdir(dirname(link));
  await Deno.symlink(script, link);
  return link;
}

// Making links on Windows needs a right of its own; npm makes none there.
if (Deno.build.os !== "windows") {
  const certain: readonly (readonly [string, Differences])[] = [
    ["beside its wrapper", {}],
    ["below its wrapper", { nested: true }],
    ["where 0.122.0 has it", { folder: "codex" }],
  ];
  for (const [where, differences] of certain) {
    Deno.test(`nativeProgram() finds the program ${where}`, () =>
      inFolder(async (folder) => {
        const { script, native } = await installCodex(folder, differences);
        const link = await linkTo(folder, script);
        assertEquals(await nativeProgram(link, "linux", "x86_64"), native);
      }));
  }

  const uncertain: readonly (readonly [string, Differences])[] = [
    ["a platform package of another version", { platformVersion: "0.168.0" }],
    ["a wrapper of another name", { name: "@other/codex" }],
    ["no program for this platform", { suffix: "darwin-arm64" }],
    ["a program for another target", { target: "aarch64-apple-darwin" }],
    ["a program of another name", { program: "codex-cli" }],
  ];
  for (const [what, differences] of uncertain) {
    Deno.test(`nativeProgram() leaves the wrapper as it is with ${what}`, () =>
      inFolder(async (folder) => {
        const { script } = await installCodex(folder, differences);
        const link = await linkTo(folder, script);
        assertEquals(await nativeProgram(link, "linux", "x86_64"), undefined);
      }));
  }

  Deno.test("nativeProgram() prefers the package below the wrapper, as Node does", () =>
    inFolder(async (folder) => {
      await installCodex(folder);
      const { script, native } = await installCodex(folder, { nested: true });
      assertEquals(await nativeProgram(script, "linux", "x86_64"), native);
    }));

  Deno.test("nativeProgram() takes the sound package when the other one is damaged", () =>
    inFolder(async (folder) => {
      const { script, native } = await installCodex(folder);
      const nested = join(dirname(dirname(script)), "node_modules", "@openai");
      const damaged = join(nested, "codex-linux-x64", "package.json");
      await writeProgram(damaged);
      assertEquals(await nativeProgram(script, "linux", "x86_64"), native);
    }));

  Deno.test("nativeProgram() leaves a program alone that is no script of npm's", () =>
    inFolder(async (folder) => {
      await installCodex(folder);
      const own = await writeProgram(join(folder, "bin", "codex"));
      assertEquals(await nativeProgram(own, "linux", "x86_64"), undefined);
      const like = join(folder, "openai", "codex", "bin", "codex.js");
      await writeProgram(like);
      assertEquals(await nativeProgram(like, "linux", "x86_64"), undefined);
    }));

  Deno.test("nativeProgram() knows no program for a platform without a package", () =>
    inFolder(async (folder) => {
      const { script } = await installCodex(folder);
      assertEquals(await nativeProgram(script, "freebsd", "x86_64"), undefined);
    }));
}
