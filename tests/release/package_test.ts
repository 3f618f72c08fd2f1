/** `deno task package`, run as it is, on a made checkout with made binaries. */
import { assertEquals, assertStringIncludes } from "@std/assert";
import { gunzipSync, unzipSync } from "fflate";
import { parseTar } from "nanotar";
import { join } from "@std/path";
import { checksumsText } from "../../release/checksums.ts";
import { extensionFiles, processFiles } from "../../release/extension_files.ts";
import { inCheckout } from "../../release/folders.ts";
import { placeInExtension } from "../../release/names.ts";
import { releaseFileSchema } from "../../release/release_file.ts";
import { allowedTargets } from "../../release/targets.ts";
import { shells } from "../../src/cli/completions/script.ts";
import { builtInPolicy } from "../../src/policy/built_in.ts";
import { product } from "../../src/system/product.ts";
import { sha256 } from "../../src/system/sha256.ts";
import {
  extensionId,
  makeCheckout,
  processId,
  putBinary,
} from "./support_checkout.ts";

const targets = allowedTargets(builtInPolicy().platforms);
const urlBase = "https://example.com/v0";

/** A checkout, a folder of binaries, and a place for what is made. */
class Scene implements AsyncDisposable {
  readonly #root: string;

  private constructor(root: string) {
    this.#root = root;
  }

  static async make(): Promise<Scene> {
    const scene = new Scene(await Deno.makeTempDir());
    await makeCheckout(scene.path("checkout"));
    await Deno.mkdir(scene.path("binaries"));
    return scene;
  }

  path(name: string): string {
    return join(this.#root, name);
  }

  /** Packs into the folder `output`; gives the exit code and what was said. */
  async pack(
    output: string,
    { args = [], env = {} }: { args?: string[]; env?: Record<string, string> },
  ): Promise<{ code: number; said: string }> {
    const { code, stderr } = await new Deno.Command(Deno.execPath(), {
      args: [
        ...["run", "--frozen", "--no-prompt", "--allow-all"],
        inCheckout("release", "package.ts"),
        ...["--checkout", this.path("checkout")],
        ...["--binaries", this.path("binaries")],
        ...["--output", this.path(output), "--url-base", urlBase, ...args],
      ],
      env: { NO_COLOR: "1", ...env },
      stdin: "null",
      stdout: "null",
      stderr: "piped",
    }).output();
    return { code, said: new TextDecoder().decode(stderr) };
  }

  /** Every file of a folder, by name. */
  async files(folder: string): Promise<Record<string, Uint8Array>> {
    const files: Record<string, Uint8Array> = {};
    for await (const { name } of Deno.readDir(this.path(folder))) {
      files[name] = await Deno.readFile(join(this.path(folder), name));
    }
    return files;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Deno.remove(this.#root, { recursive: true });
  }
}

Deno.test("two runs give the same bytes, wherever and whenever", async () => {
  await using scene = await Scene.make();
  for (const target of targets) {
    await putBinary(scene.path("binaries"), target, { base: "official" });
  }
  const first = await scene.pack("first", { env: { TZ: "Asia/Tokyo" } });
  assertEquals(first.code, 0, first.said);
  const old = new Date(2001, 2, 3);
  for (const path of extensionFiles) {
    await Deno.utime(join(scene.path("checkout"), path), old, old);
  }
  const second = await scene.pack("second", {
    env: { TZ: "America/Lima", LANG: "tr_TR.UTF-8" },
  });
  assertEquals(second.code, 0, second.said);
  assertEquals(await scene.files("first"), await scene.files("second"));
});

Deno.test("each archive is a complete extension, and every file is listed", async () => {
  await using scene = await Scene.make();
  for (const target of targets) {
    await putBinary(scene.path("binaries"), target, { base: "official" });
  }
  const { code, said } = await scene.pack("out", {});
  assertEquals(code, 0, said);
  const files = await scene.files("out");
  const text = (name: string) => new TextDecoder().decode(files[name]);
  const release = releaseFileSchema.parse(JSON.parse(text("release.json")));
  assertEquals(release.urlBase, urlBase);
  assertEquals(Object.keys(release.targets).length, targets.length);

  for (const target of targets) {
    const stated = release.targets[target.triple];
    if (!stated) throw new Error(`release.json lacks ${target.triple}`);
    assertEquals(stated.platform, target.platform);
    assertEquals(
      stated.archives.map(({ name }) => name.replace(/.*?\.(zip|tar)/, "$1")),
      target.suffix === ""
        ? ["zip", "tar.gz", "zip", "tar.gz"]
        : ["zip", "zip"],
    );
    for (
      const { name, size, sha256: digest } of [
        stated.binary,
        ...stated.archives,
      ]
    ) {
      const bytes = files[name] ?? new Uint8Array();
      assertEquals([size, digest], [bytes.length, sha256(bytes)], name);
    }
    for (const { name } of stated.archives) {
      const inside = contents(name, files[name] ?? new Uint8Array());
      const place = placeInExtension(target);
      const [id, own] = name.startsWith(`${product.name}-process-`)
        ? [processId, Object.keys(processFiles)]
        : [extensionId, extensionFiles];
      assertEquals(
        [...inside.keys()].toSorted(),
        [...own, place, "release.json"].toSorted()
          .map((path) => `${id}/${path}`),
      );
      assertEquals(
        inside.get(`${id}/${place}`),
        files[stated.binary.name],
      );
      const inner = releaseFileSchema.parse(JSON.parse(
        new TextDecoder().decode(inside.get(`${id}/release.json`)),
      ));
      assertEquals(inner.targets, {
        [target.triple]: { ...stated, archives: [] },
      });
    }
  }

  const { SHA256SUMS: _, ...listed } = files;
  assertEquals(
    text("SHA256SUMS"),
    checksumsText(
      Object.entries(listed).map(([name, bytes]) => ({ name, bytes })),
    ),
  );
  const scripts = Object.keys(files).filter((name) =>
    /\.(bash|zsh|fish|ps1)$/.test(name)
  );
  assertEquals(scripts.length, shells.length);
});

Deno.test("one target alone is packed the same", async () => {
  await using scene = await Scene.make();
  for (const target of targets) {
    await putBinary(scene.path("binaries"), target, { base: "official" });
  }
  await scene.pack("all", {});
  const args = ["--target", "x86_64-apple-darwin"];
  const { code, said } = await scene.pack("one", { args });
  assertEquals(code, 0, said);
  const all = await scene.files("all");
  const one = Object.entries(await scene.files("one"))
    .filter(([name]) => name.includes("x86_64-apple-darwin"));
  assertEquals(one.length, 5);
  for (const [name, bytes] of one) assertEquals(bytes, all[name], name);
});

Deno.test("what is missing or not to be published is told in one line", async () => {
  await using scene = await Scene.make();
  const nothing = await scene.pack("out", {});
  assertEquals(nothing.code, 1);
  assertStringIncludes(nothing.said, "Error: There is no binary of version");

  await putBinary(scene.path("binaries"), targets[0], { base: "npm" });
  const stranger = await scene.pack("out", {});
  assertEquals(stranger.code, 1);
  assertStringIncludes(stranger.said, "never released: pass --for-checks");
  const checks = await scene.pack("out", { args: ["--for-checks"] });
  assertEquals(checks.code, 0, checks.said);

  await Deno.remove(join(scene.path("checkout"), "setup.py"));
  await Deno.remove(join(scene.path("checkout"), "policy", "default.json"));
  const incomplete = await scene.pack("out", { args: ["--for-checks"] });
  assertEquals([incomplete.code, incomplete.said], [
    1,
    "Error: The checkout lacks what an extension needs: policy/default.json, setup.py\n",
  ]);
});

function contents(name: string, bytes: Uint8Array): Map<string, Uint8Array> {
  return name.endsWith(".zip")
    ? new Map(Object.entries(unzipSync(bytes)))
    : new Map(
      parseTar(gunzipSync(bytes)).map(({ name, data }) =>
        [name, data ?? new Uint8Array()] as const
      ),
    );
}
