/** The manifests of the package managers, and their common facts. */
import { assert, assertEquals, assertThrows } from "@std/assert";
import { join } from "@std/path";
import { inCheckout } from "../../release/folders.ts";
import { manifestsOf } from "../../release/manifests/all.ts";
import type { ManifestFile } from "../../release/manifests/facts.ts";
import { description } from "../../release/manifests/facts.ts";
import { Refusal } from "../../release/refusal.ts";
import { product } from "../../src/system/product.ts";
import { sumsOf, targets, urlBase } from "./sums.ts";

const names = [
  "ModlyCodexImage.ModlyCodexImage.installer.yaml",
  "ModlyCodexImage.ModlyCodexImage.locale.en-US.yaml",
  "ModlyCodexImage.ModlyCodexImage.yaml",
  "modly-codex-image.json",
  "modly-codex-image.rb",
];

function manifests(sums: string, base = urlBase): ManifestFile[] {
  return manifestsOf({
    sums,
    urlBase: base,
    folder: "made-extension",
    targets,
  });
}

Deno.test("Every manager has its manifests, the same every time", () => {
  const files = manifests(sumsOf(targets));
  assertEquals(files.map(({ name }) => name).toSorted(), names);
  assertEquals(manifests(sumsOf(targets.toReversed())), files);
});

Deno.test("Homebrew takes the description: it is short and does not begin with an article", () => {
  assert(description.length <= 80);
  assert(!/^(?:an?|the) /i.test(description) && !description.endsWith("."));
});

for (const target of targets) {
  Deno.test(`A release without ${target.triple} gets no manifests`, () => {
    const rest = targets.filter(({ triple }) => triple !== target.triple);
    assertThrows(() => manifests(sumsOf(rest)), Refusal, target.triple);
  });
}

for (
  const base of [
    "",
    "https://example.com/v1",
    urlBase.replace("https", "http"),
    urlBase.replace(product.version, "9.9.9"),
    urlBase.replace("/someone", ""),
    `${urlBase}/more"`,
  ]
) {
  Deno.test(`Files at ${base || "no address"} get no manifests`, () => {
    assertThrows(() => manifests(sumsOf(targets), base), Refusal, "--url-base");
  });
}

async function runTask(
  args: readonly string[],
  env: Record<string, string>,
): Promise<{ code: number; said: string }> {
  const { code, stderr } = await new Deno.Command(Deno.execPath(), {
    args: [
      ...["run", "--frozen", "--no-prompt", "--allow-read", "--allow-write"],
      "--allow-env=GITHUB_REPOSITORY",
      inCheckout("release", "manifests.ts"),
      ...args,
    ],
    env: { NO_COLOR: "1", GITHUB_REPOSITORY: "", ...env },
    stdout: "null",
  }).output();
  return { code, said: new TextDecoder().decode(stderr) };
}

Deno.test("The task writes them for the repository whose workflow it runs in", async () => {
  const folder = await Deno.makeTempDir();
  try {
    const sums = join(folder, "SHA256SUMS");
    const args = ["--sums", sums, "--output", join(folder, "out")];
    const missing = await runTask(args, {});
    assertEquals(missing.code, 1);
    assertEquals(
      missing.said,
      `Error: There is no ${sums}: run deno task package\n`,
    );
    await Deno.writeTextFile(sums, sumsOf(targets));
    assertEquals((await runTask(args, {})).code, 1);
    const env = { GITHUB_REPOSITORY: "someone/modly-codex-image" };
    const { code, said } = await runTask(args, env);
    assertEquals(code, 0, said);
    const written = await Promise.all(
      names.map((name) => Deno.readTextFile(join(folder, "out", name))),
    );
    assert(written.slice(3).every((text) => text.includes(urlBase)));
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
