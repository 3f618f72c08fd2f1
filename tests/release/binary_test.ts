/** The compiled product by itself: what is in it, and where it can stand. */
import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { join } from "@std/path";
import { bundleProduct } from "../../release/bundle_product.ts";
import { permissionFlags } from "../../release/flags.ts";
import { policyJsonSchema } from "../../src/policy/json_schema.ts";
import { product } from "../../src/system/product.ts";
import { denoFolder } from "../support/deno_folder.ts";
import { Fixture } from "../support/fixture.ts";
import { runProduct } from "../support/product.ts";
import { compiledProduct } from "./support_program.ts";
import { runCompiled } from "./support_run.ts";

Deno.test("--version tells that it is compiled, and for what", async () => {
  await using fixture = await Fixture.make();
  const { code, stdout } = await runCompiled(fixture, ["--version"]);
  assertEquals(code, 0);
  assertStringIncludes(stdout, `modly-codex-image ${product.version}\n`);
  assertStringIncludes(stdout, `\nbuild compiled ${Deno.build.target}\n`);
});

Deno.test("policy and schema are inside", async () => {
  await using fixture = await Fixture.make();
  const schema = await runCompiled(fixture, ["policy", "schema"]);
  assertEquals(schema.json(), JSON.parse(JSON.stringify(policyJsonSchema())));
  const shown = await runCompiled(fixture, ["policy", "show"]);
  assertStringIncludes(shown.stdout, "0.122.0");
});

Deno.test("a rehearsal starts the binary itself, and leaves nothing", async () => {
  await using fixture = await Fixture.make();
  const run = await runCompiled(fixture, ["demo", "--output", "a.png"]);
  assertEquals(run.stdout, `${join(fixture.workspace, "a.png")}\n`, run.stderr);
  await fixture.assertNothingLeft();
  const home = await Array.fromAsync(Deno.readDir(join(fixture.root, "home")));
  assertEquals(home, []);
});

Deno.test("without any environment it works all the same", async () => {
  await using fixture = await Fixture.make();
  const run = await runProduct({
    program: await compiledProduct(),
    args: ["demo", "--output", "a.png"],
    cwd: fixture.workspace,
    env: {},
  });
  assertEquals(run.stdout, `${join(fixture.workspace, "a.png")}\n`, run.stderr);
});

Deno.test("a folder with spaces and letters of other alphabets will do", async () => {
  await using fixture = await Fixture.make();
  const folder = join(fixture.root, "Ünser Ordner", "画像 и моди");
  const program = join(folder, "modly codex image.exe");
  await Deno.mkdir(folder, { recursive: true });
  await Deno.copyFile(await compiledProduct(), program);
  const cwd = join(fixture.root, "Arbeits ordner 作業");
  await Deno.mkdir(cwd);
  const run = await fixture.run(["demo", "--output", "é 猫.png"], {
    program,
    cwd,
  });
  assertEquals(run.stdout, `${join(cwd, "é 猫.png")}\n`, run.stderr);
});

Deno.test("its own folder may be read-only: nothing is written there", async () => {
  await using fixture = await Fixture.make();
  const folder = join(fixture.root, "installed");
  const program = join(folder, "modly-codex-image.exe");
  await Deno.mkdir(folder);
  await Deno.copyFile(await compiledProduct(), program);
  const writable = Deno.build.os !== "windows";
  if (writable) await Deno.chmod(folder, 0o555);
  try {
    const before = (await Deno.stat(folder)).mtime;
    const run = await fixture.run(["demo", "--output", "a.png"], { program });
    assertEquals(run.code, 0, run.stderr);
    // Who may write everywhere, such as root, would be seen by this.
    assertEquals((await Deno.stat(folder)).mtime, before);
    const names = await Array.fromAsync(Deno.readDir(folder));
    assertEquals(names.map(({ name }) => name), ["modly-codex-image.exe"]);
  } finally {
    if (writable) await Deno.chmod(folder, 0o755);
  }
});

Deno.test("DENO_LOG=debug keeps stdout clean", async () => {
  await using fixture = await Fixture.make();
  const run = await runCompiled(fixture, ["demo", "--json"], {
    env: { DENO_LOG: "debug" },
  });
  assertEquals(Object(run.json()).ok, true);
  assert(run.stderr.includes("DEBUG"), "the runtime did log");
});

Deno.test("the same bundle runs on this Deno, not only on the binary's", async () => {
  await using fixture = await Fixture.make();
  const folder = join(fixture.root, "bundle");
  await Deno.mkdir(folder);
  const bundle = await bundleProduct(folder);
  const { code, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "--no-config", ...permissionFlags, bundle, "policy", "show"],
    env: { ...fixture.env, DENO_DIR: await denoFolder() },
    clearEnv: true,
    stdout: "piped",
    stderr: "piped",
  }).output();
  assertEquals(code, 0, new TextDecoder().decode(stderr));
});
