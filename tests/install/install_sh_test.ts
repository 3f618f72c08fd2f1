/** What install.sh installs, and where. */
import { product } from "../../src/system/product.ts";
import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { join } from "@std/path";
import { assetName, releaseJson } from "./host_release.ts";
import { assertWell } from "./run.ts";
import {
  assertRefused,
  clients,
  hashers,
  program,
  ShellInstall,
} from "./shell_install.ts";

const command = "modly-codex-image";
const { version } = product;
const onWindows = Deno.build.os === "windows";
const tried = onWindows ? [] : clients;

for (const client of tried) {
  for (const hasher of hashers) {
    Deno.test(`install.sh installs the newest release with ${client} and ${hasher}`, async () => {
      await using scene = await ShellInstall.make(client, hasher);
      const ended = await scene.run();
      assertWell(ended);
      assertStringIncludes(
        ended.stdout,
        `Installed modly-codex-image ${version}`,
      );
      assertStringIncludes(ended.stdout, `Add ${scene.bin} to PATH`);
      assertEquals(await scene.installed(), [command]);
      const place = join(scene.bin, command);
      assertEquals(await Deno.readFile(place), program);
      assertEquals(((await Deno.stat(place)).mode ?? 0) & 0o777, 0o755);
    });
  }
}

if (tried.length > 0) {
  Deno.test("install.sh installs the version that it is told", async () => {
    await using scene = await ShellInstall.make();
    scene.server.answers = {};
    scene.serve(`/releases/download/v${version}`, program);
    for (const written of [version, `v${version}`]) {
      assertWell(
        await scene.run(["--from", scene.releases, "--version", written]),
      );
    }
    assertRefused(
      await scene.run(["--from", scene.releases, "--version", "9.9.9"]),
      /404/,
    );
    assertEquals(await Deno.readFile(join(scene.bin, command)), program);
  });

  Deno.test("install.sh installs from a folder of one release, to a chosen folder", async () => {
    await using scene = await ShellInstall.make();
    scene.server.answers = {};
    scene.serve("/mirror", program);
    const from = ["--from", `${scene.server.origin}/mirror/`];
    const dir = join(scene.root, "chosen one");
    assertWell(await scene.run([...from, "--dir", dir]));
    assertEquals(await scene.installed(dir), [command]);
    assertRefused(
      await scene.run([...from, "--version", "9.9.9"]),
      /names no modly-codex-image-9\.9\.9-/,
    );
  });

  Deno.test("install.sh takes the address from release.json beside it", async () => {
    await using scene = await ShellInstall.make();
    const folder = `/releases/download/v${version}`;
    scene.serve(folder, program);
    await Deno.writeTextFile(
      join(scene.root, "release.json"),
      releaseJson(program, scene.server.origin + folder),
    );
    assertWell(await scene.run([]));
    assertEquals(await scene.installed(), [command]);
  });

  Deno.test("install.sh replaces an older program, and leaves the right one", async () => {
    await using scene = await ShellInstall.make();
    await Deno.mkdir(scene.bin, { recursive: true });
    const place = join(scene.bin, command);
    await Deno.writeTextFile(place, "older");
    assertWell(await scene.run());
    assertEquals(await Deno.readFile(place), program);
    const { ino } = await Deno.stat(place);
    const again = await scene.run();
    assertWell(again);
    assertStringIncludes(again.stdout, "is already at");
    assertEquals((await Deno.stat(place)).ino, ino);
    const asked = scene.server.asked.filter((path) => path.endsWith(assetName));
    assertEquals(asked.length, 1);
  });

  Deno.test("install.sh ends its own mess only: the folder of a dead run", async () => {
    await using scene = await ShellInstall.make();
    const dead = new Deno.Command("/bin/sh", { args: ["-c", "exit"] }).spawn();
    await dead.status;
    const alive = `.modly-codex-image.${Deno.pid}`;
    for (const name of [`.modly-codex-image.${dead.pid}`, alive]) {
      await Deno.mkdir(join(scene.bin, name), { recursive: true });
    }
    assertWell(await scene.run());
    assertEquals(await scene.installed(), [alive, command]);
  });
}

if (!onWindows) {
  Deno.test("install.sh says what it needs to know", async () => {
    await using scene = await ShellInstall.make();
    assertRefused(await scene.run([]), /say where the releases are: --from/);
    const from = ["--from", scene.releases];
    assertRefused(await scene.run([...from, "--dir"]), /--dir needs a value/);
    assertRefused(
      await scene.run([...from, "--version", "../x"]),
      /is no version/,
    );
    const { code, stderr } = await scene.run(["--root"]);
    assertEquals(code, 1);
    assertStringIncludes(stderr, "there is no option --root");
    const help = await scene.run(["--help"]);
    assertWell(help);
    assertStringIncludes(help.stdout, "Usage: sh install.sh");
    assertEquals(scene.server.asked, []);
  });

  Deno.test("install.sh that was cut short does nothing", async () => {
    await using scene = await ShellInstall.make();
    const text = await Deno.readTextFile(scene.script);
    const end = text.lastIndexOf("main ");
    for (const length of [end, end >> 1, end - 200]) {
      await Deno.writeTextFile(scene.script, text.slice(0, length));
      await scene.run();
      assertEquals(scene.server.asked, []);
      assertEquals(await scene.installed(), []);
    }
  });

  Deno.test("install.sh says which tool is missing", async () => {
    await using scene = await ShellInstall.make("none", "none");
    assertRefused(await scene.run(), /neither curl nor wget/);
    await Deno.symlink("/bin/true", join(scene.tools, "curl"));
    assertRefused(await scene.run(), /neither sha256sum nor shasum/);
  });
}

if (!onWindows && tried.length === 0) {
  Deno.test("Neither curl nor wget is installed: install.sh downloaded nothing", async () => {
    const text = await Deno.readTextFile(
      new URL("../../install.sh", import.meta.url),
    );
    assert(text.includes("the SHA-256 of $name is not the one stated"));
  });
}
