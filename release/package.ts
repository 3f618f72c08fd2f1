/**
 * `deno task package`: everything that a release publishes, in `dist/release/`,
 * made of the binaries that `deno task compile` left in `dist/`.
 *
 *     deno task package                          of every binary that is there
 *     deno task package --target x86_64-apple-darwin
 *     deno task package --url-base URL           where the assets will be
 *     deno task package --for-checks             binaries with npm's runtime too
 *
 * The same binaries and the same checkout give the same bytes. Other places can
 * be named by `--checkout`, `--binaries` and `--output`.
 */
import { join } from "@std/path";
import { builtInPolicy } from "../src/policy/built_in.ts";
import { product } from "../src/system/product.ts";
import { releaseOf, targetAssets } from "./assets.ts";
import { type Binary, judgeBinary, readBinaries } from "./binaries.ts";
import { checksumsText, type NamedBytes } from "./checksums.ts";
import { type GivenOptions, readOptions } from "./command_line.ts";
import { completionFiles } from "./completion_files.ts";
import { readExtensions } from "./extension_files.ts";
import { assets, dist, inCheckout } from "./folders.ts";
import { importedPackages } from "./imported.ts";
import { lockSchema } from "./lock.ts";
import { Refusal } from "./refusal.ts";
import { releaseText } from "./release_file.ts";
import { sbomText } from "./sbom.ts";
import { chooseTargets } from "./targets.ts";
import { runTool, say } from "./tool.ts";
import { urlBaseOf } from "./url_base.ts";

async function pack(words: readonly string[]): Promise<void> {
  const options = readOptions(words, {
    flags: ["for-checks"],
    texts: ["target", "url-base", "checkout", "binaries", "output"],
  });
  const extensions = await readExtensions(
    options.text("checkout") ?? inCheckout(),
  );
  const binaries = await chosenBinaries(options);
  const urlBase = urlBaseOf(
    options.text("url-base"),
    Deno.env.get("GITHUB_REPOSITORY"),
  );
  const targets = binaries.map((binary) =>
    targetAssets(binary, extensions, urlBase)
  );
  const published = [
    ...targets.flatMap(({ binary, archives }) => [binary, ...archives]),
    textFile("release.json", releaseText(releaseOf(targets, urlBase))),
    textFile(
      `${product.name}-${product.version}.cdx.json`,
      await sbom(binaries),
    ),
    ...completionFiles(),
  ];
  await writeAll(options.text("output") ?? assets, [
    ...published,
    textFile("SHA256SUMS", checksumsText(published)),
  ]);
  if (urlBase === "") {
    say(
      "No --url-base was given: what was made installs from its archives only",
    );
  }
}

async function chosenBinaries(options: GivenOptions): Promise<Binary[]> {
  const wanted = options.text("target") ?? "all";
  const folder = options.text("binaries") ?? dist;
  const targets = chooseTargets(builtInPolicy().platforms, wanted);
  const binaries = await readBinaries(folder, targets);
  if (binaries.length === 0) {
    throw new Refusal(
      `There is no binary of version ${product.version} in ${folder} for the target ${wanted}: run deno task compile`,
    );
  }
  for (const binary of binaries) {
    judgeBinary(binary, options.has("for-checks"));
  }
  return binaries;
}

async function sbom(binaries: readonly Binary[]): Promise<string> {
  const lock = await Deno.readTextFile(inCheckout("deno.lock"));
  return sbomText({
    lock: lockSchema.parse(JSON.parse(lock)),
    inside: await importedPackages(),
    deno: [...new Set(binaries.map(({ record }) => record.deno))],
  });
}

function textFile(name: string, text: string): NamedBytes {
  return { name, bytes: new TextEncoder().encode(text) };
}

/** Makes the folder anew, so that nothing of an earlier run is published. */
async function writeAll(
  folder: string,
  files: readonly NamedBytes[],
): Promise<void> {
  await Deno.remove(folder, { recursive: true }).catch((error) => {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  });
  await Deno.mkdir(folder, { recursive: true });
  for (const { name, bytes } of files) {
    await Deno.writeFile(join(folder, name), bytes);
    say(join(folder, name));
  }
}

if (import.meta.main) await runTool(() => pack(Deno.args));
