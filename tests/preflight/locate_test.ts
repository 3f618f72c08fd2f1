import { assert, assertEquals, assertRejects } from "@std/assert";
import { join } from "@std/path";
import { Failure } from "../../src/errors/failure.ts";
import { builtInPolicy } from "../../src/policy/built_in.ts";
import type { Policy } from "../../src/policy/schema.ts";
import { type FoundCodex, locateCodex } from "../../src/preflight/locate.ts";
import { inFolder } from "../support/folder.ts";
import { installCodex, writeProgram } from "./support_npm.ts";

type Variables = Readonly<Record<string, string>>;

function locate(
  variables: Variables,
  policy: Partial<Policy["codex"]> = {},
  os = "linux",
): Promise<FoundCodex> {
  return locateCodex(
    { ...builtInPolicy().codex, searchInstallFolders: false, ...policy },
    os,
    (name) => variables[name],
  );
}

async function missing(
  variables: Variables,
  policy: Partial<Policy["codex"]> = {},
): Promise<Failure> {
  const failure = await assertRejects(() => locate(variables, policy), Failure);
  assertEquals(failure.code, "preflight/codex_missing");
  return failure;
}

// The rules need bits for "may be run" and links, which Windows has not.
if (Deno.build.os !== "windows") {
  Deno.test("locateCodex() takes the first program on PATH", () =>
    inFolder(async (folder) => {
      const first = join(folder, "a");
      const second = join(folder, "b");
      const program = await writeProgram(join(first, "codex"));
      await writeProgram(join(second, "codex"));
      const found = await locate({ PATH: `${folder}/none:${first}:${second}` });
      assertEquals(found.program, program);
      assert(!found.how.includes(folder));
    }));

  Deno.test("locateCodex() passes over what cannot be a program", () =>
    inFolder(async (folder) => {
      await Deno.mkdir(join(folder, "a", "codex"), { recursive: true });
      await writeProgram(join(folder, "b", "codex"), 0o644);
      await Deno.mkdir(join(folder, "c"));
      await Deno.symlink("nowhere", join(folder, "c", "codex"));
      await Deno.mkdir(join(folder, "d"));
      await Deno.symlink("codex", join(folder, "d", "codex"));
      const program = await writeProgram(join(folder, "e", "codex"));
      const PATH = ["a", "b", "c", "d", "e"].map((name) => join(folder, name))
        .join(":");
      assertEquals((await locate({ PATH })).program, program);
    }));

  Deno.test("locateCodex() looks in the policy's folders after PATH", () =>
    inFolder(async (folder) => {
      const program = await writeProgram(join(folder, "own", "codex"));
      const searchFolders = [join(folder, "own")];
      const found = await locate({ PATH: "/nowhere" }, { searchFolders });
      assertEquals(found.program, program);
    }));

  Deno.test("locateCodex() looks in install folders only where the policy says so", () =>
    inFolder(async (folder) => {
      const program = await writeProgram(join(folder, ".volta/bin/codex"));
      const variables = { HOME: folder };
      await missing(variables);
      const found = await locate(variables, { searchInstallFolders: true });
      assertEquals(found.program, program);
    }));

  Deno.test("locateCodex() says how many folders it has searched when there is no codex", async () => {
    const failure = await missing({ PATH: "/nowhere:/nothing:relative" });
    assertEquals(failure.evidence, { foldersSearched: 2 });
  });

  Deno.test("locateCodex() resolves npm's link to the native program", () =>
    inFolder(async (folder) => {
      const modules = join(folder, "lib", "node_modules");
      const { arch } = Deno.build;
      const { script, native } = await installCodex(modules, {
        suffix: arch === "aarch64" ? "linux-arm64" : "linux-x64",
        target: `${arch}-unknown-linux-musl`,
      });
      const bin = join(folder, "bin");
      await Deno.mkdir(bin);
      await Deno.symlink(script, join(bin, "codex"));
      const found = await locate({ PATH: bin });
      assertEquals(found.program, native);
      assertEquals(
        found.how,
        "found on PATH or in a usual folder, npm's native program",
      );
    }));

  Deno.test("locateCodex() starts npm's wrapper as it was found when the versions differ", () =>
    inFolder(async (folder) => {
      const { script } = await installCodex(folder, {
        platformVersion: "0.1.0",
      });
      const link = join(folder, "codex");
      await Deno.symlink(script, link);
      assertEquals((await locate({ PATH: folder })).program, link);
    }));

  Deno.test("locateCodex() takes nvm's newest Node first, by number", () =>
    inFolder(async (folder) => {
      const versions = join(folder, ".nvm", "versions", "node");
      for (const version of ["v9.11.2", "v22.1.0", "v20.18.0", "system"]) {
        await writeProgram(join(versions, version, "bin", "codex"));
      }
      const search = () =>
        locate({ HOME: folder, NVM_DIR: join(folder, ".nvm") }, {
          searchInstallFolders: true,
        });
      const newest = join(versions, "v22.1.0");
      const { program } = await search();
      // A codex of the machine's own in /usr/bin would come first.
      if (!program.startsWith(folder)) return;
      assertEquals(program, join(newest, "bin", "codex"));
      await Deno.remove(join(newest, "bin", "codex"));
      assertEquals(
        (await search()).program,
        join(versions, "v20.18.0", "bin", "codex"),
      );
    }));

  Deno.test("locateCodex() uses the program that is named by its path, and no other", () =>
    inFolder(async (folder) => {
      const named = await writeProgram(join(folder, "my codex"));
      await writeProgram(join(folder, "path", "codex"));
      const PATH = join(folder, "path");
      assertEquals((await locate({ PATH }, { program: named })).program, named);
      await Deno.remove(named);
      const failure = await missing({ PATH }, { program: named });
      assert(!failure.message.includes(folder));
      assert(failure.remedy.includes("CODEX_BIN"));
    }));

  Deno.test("locateCodex() looks on PATH for a program that is named without a path", () =>
    inFolder(async (folder) => {
      const program = await writeProgram(join(folder, "codex-beta"));
      await writeProgram(join(folder, "codex"));
      const found = await locate({ PATH: folder }, { program: "codex-beta" });
      assertEquals(found.program, program);
      await missing({ PATH: folder }, { program: "codex-gamma" });
    }));

  Deno.test("locateCodex() refuses a named program that is relative or cannot be run", () =>
    inFolder(async (folder) => {
      const plain = await writeProgram(join(folder, "plain"), 0o644);
      for (const program of [plain, folder, "./codex", "bin/codex", "..\\x"]) {
        await missing({ PATH: folder }, { program });
      }
    }));

  // Windows' rules on a made folder: npm puts `codex`, a script for another
  // system's shell, beside `codex.cmd`.
  for (const program of [null, "codex"]) {
    const name = program === null ? "no program" : `"${program}"`;
    Deno.test(`locateCodex() takes what Windows can start when the policy names ${name}`, () =>
      inFolder(async (folder) => {
        await writeProgram(join(folder, "codex"));
        const cmd = await writeProgram(join(folder, "codex.cmd"));
        const found = await locate({ PATH: folder }, { program }, "windows");
        assertEquals(found.program, cmd);
      }));
  }

  Deno.test("locateCodex() takes a name with its extension on Windows", () =>
    inFolder(async (folder) => {
      const cmd = await writeProgram(join(folder, "codex.cmd"));
      const found = await locate(
        { PATH: folder },
        { program: "codex.cmd" },
        "windows",
      );
      assertEquals(found.program, cmd);
    }));
}
