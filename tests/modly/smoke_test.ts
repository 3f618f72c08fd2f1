import { assert, assertEquals, assertMatch } from "@std/assert";
import { join } from "@std/path";
import { fileURLToPath } from "node:url";
import * as z from "zod";
import manifest from "../../manifest.json" with { type: "json" };
import { programPath } from "../../src/modly/smoke/find_program.ts";
import { hostPlatform } from "../../src/system/platform.ts";
import { denoFolder } from "../support/deno_folder.ts";
import { type Fixture, withFake } from "../support/fixture.ts";

const document = z.object({
  schemaVersion: z.literal(1),
  ok: z.boolean(),
  platform: z.string(),
  checks: z.array(z.object({
    id: z.string(),
    status: z.string(),
    summary: z.string(),
    remedy: z.string().optional(),
  })),
});

const checkout = fileURLToPath(new URL("../../", import.meta.url));
const program = programPath(hostPlatform().key);

/** An extension's folder whose program is the product, run from source. */
async function extension(fixture: Fixture): Promise<string> {
  const folder = join(fixture.root, "extension");
  await Deno.mkdir(join(folder, program, ".."), { recursive: true });
  await Deno.writeTextFile(
    join(folder, "manifest.json"),
    JSON.stringify(manifest),
  );
  await Deno.writeTextFile(
    join(folder, "generator.py"),
    `class ${manifest.generator_class}:\n    pass\n`,
  );
  await writeProgram(
    folder,
    `exec '${Deno.execPath()}' run --quiet -A --config '${checkout}deno.json' '${checkout}main.ts' "$@"`,
  );
  return folder;
}

async function writeProgram(folder: string, script: string): Promise<void> {
  await Deno.writeTextFile(
    join(folder, program),
    `#!/bin/sh\nexport DENO_DIR='${await denoFolder()}'\n${script}\n`,
    { mode: 0o755 },
  );
}

async function smoke(fixture: Fixture, folder: string) {
  const run = await fixture.run(["smoke", "--json", "--extension", folder]);
  const report = document.parse(run.json());
  assertEquals(run.code, report.ok ? 0 : 3);
  assert(!run.stdout.includes(fixture.root), "a private path");
  return Object.fromEntries(
    report.checks.map(({ id, status, summary }) => [
      id,
      status === "ok" ? "ok" : `${status}: ${summary}`,
    ]),
  );
}

const allOk = {
  manifest: "ok",
  loader: "ok",
  contents: "ok",
  program: "ok",
  version: "ok",
  protocol: "ok",
  readiness: "ok",
};
const notChecked = "skipped: Not checked, because an earlier check failed";
// A program of Windows is no script; its folder is checked with the real build.
const ignore = Deno.build.os === "windows";

Deno.test({
  name: "A whole extension passes, and its report can be pasted",
  ignore,
  async fn() {
    await using scene = await withFake({});
    const { fixture } = scene;
    const folder = await extension(fixture);
    assertEquals(await smoke(fixture, folder), allOk);
    const { stdout } = await fixture.run(["smoke", "--extension", "."], {
      cwd: folder,
    });
    assertMatch(stdout, /^ok +readiness +Ready: Codex is installed/m);
    assertMatch(stdout, /The extension can be used\n$/);
    assert(!stdout.includes(fixture.root));
    await fixture.assertNothingLeft();
  },
});

Deno.test({
  name: "What is not ready on this computer is told with its code",
  ignore,
  async fn() {
    await using scene = await withFake({
      on: { "account/read": [[{ do: "reply", result: { account: null } }]] },
    });
    const report = await smoke(scene.fixture, await extension(scene.fixture));
    assertMatch(
      report["readiness"] ?? "",
      /^fail: Login: .*\(preflight\/not_authenticated\)$/,
    );
  },
});

Deno.test({
  name: "A folder is as good as its worst part",
  ignore,
  async fn() {
    await using scene = await withFake({});
    const { fixture } = scene;
    const folder = await extension(fixture);
    const file = (name: string) => join(folder, name);

    await Deno.chmod(file(program), 0o644);
    assertEquals(await smoke(fixture, folder), {
      ...allOk,
      program: `fail: ${program} has lost its exec bit`,
      version: notChecked,
      protocol: notChecked,
      readiness: notChecked,
    });

    await Deno.remove(file(program));
    await Deno.writeTextFile(file("package.json"), "{}");
    await Deno.writeTextFile(file("generator.py"), "# nothing\n");
    assertEquals(await smoke(fixture, folder), {
      ...allOk,
      loader: `fail: generator.py has no class ${manifest.generator_class}`,
      contents: "warning: package.json makes Modly run npm",
      program: `fail: ${program} is missing`,
      version: notChecked,
      protocol: notChecked,
      readiness: notChecked,
    });

    await Deno.writeTextFile(file("manifest.json"), "{");
    const report = await smoke(fixture, folder);
    assertEquals(report["manifest"], "fail: manifest.json is not JSON");
    assertEquals(report["loader"], notChecked);
  },
});

Deno.test({
  name: "A program that is not ours, or another version, is found out",
  ignore,
  async fn() {
    await using scene = await withFake({});
    const { fixture } = scene;
    const folder = await extension(fixture);
    await writeProgram(folder, "echo hello; exit 7");
    const told = "fail: The program ended with code 7 and without its answer";
    assertEquals(await smoke(fixture, folder), {
      ...allOk,
      version: told,
      protocol: told,
      readiness: told,
    });
    await writeProgram(
      folder,
      `echo '{"version":"9.9.9","deno":"2","build":"compiled","target":"x"}'`,
    );
    const { version } = await smoke(fixture, folder);
    assertMatch(version ?? "", /^fail: .*9\.9\.9.*; the manifest says /);
  },
});
