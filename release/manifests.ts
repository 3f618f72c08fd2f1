/**
 * `deno task manifests`: a release's manifests for Homebrew, Scoop and winget,
 * in `dist/manifests/`, made of the `SHA256SUMS` that `deno task package` left
 * in `dist/release/`.
 *
 *     deno task manifests --url-base https://github.com/OWNER/NAME/releases/download/v0.1.0
 *
 * A workflow on GitHub need not give the address. Every target of the policy
 * has to be in the list. `--sums FILE` and `--output FOLDER` name other places.
 */
import { join } from "@std/path";
import manifest from "../manifest.json" with { type: "json" };
import { builtInPolicy } from "../src/policy/built_in.ts";
import { readOptions } from "./command_line.ts";
import { assets, dist } from "./folders.ts";
import type { ManifestFile } from "./manifests/facts.ts";
import { manifestsOf } from "./manifests/all.ts";
import { readIfThere } from "./read_if_there.ts";
import { Refusal } from "./refusal.ts";
import { allowedTargets } from "./targets.ts";
import { runTool, say } from "./tool.ts";
import { urlBaseOf } from "./url_base.ts";

/** The manifests of this version's release with that `SHA256SUMS`. */
export function manifestsFor(sums: string, urlBase: string): ManifestFile[] {
  return manifestsOf({
    sums,
    urlBase,
    folder: manifest.id,
    targets: allowedTargets(builtInPolicy().platforms),
  });
}

async function main(words: readonly string[]): Promise<void> {
  const options = readOptions(words, { texts: ["sums", "url-base", "output"] });
  const list = options.text("sums") ?? join(assets, "SHA256SUMS");
  const sums = await readIfThere(list);
  if (sums === undefined) {
    throw new Refusal(`There is no ${list}: run deno task package`);
  }
  const urlBase = urlBaseOf(
    options.text("url-base"),
    Deno.env.get("GITHUB_REPOSITORY"),
  );
  const files = manifestsFor(new TextDecoder().decode(sums), urlBase);
  const output = options.text("output") ?? join(dist, "manifests");
  await Deno.mkdir(output, { recursive: true });
  for (const { name, text } of files) {
    await Deno.writeTextFile(join(output, name), text);
    say(join(output, name));
  }
}

if (import.meta.main) await runTool(() => main(Deno.args));
