import { product } from "../../src/system/product.ts";
import {
  description,
  type Download,
  license,
  type ManifestFacts,
  type ManifestFile,
} from "./facts.ts";
import { processorOf } from "./windows.ts";

/** What Scoop calls the processors. */
const architectures = { arm64: "arm64", x86_64: "64bit" } as const;

/**
 * The manifest for Scoop
 * (https://github.com/ScoopInstaller/Scoop/wiki/App-Manifests). From then on
 * Scoop finds newer versions and their hashes by itself.
 */
export function scoopManifest(facts: ManifestFacts): ManifestFile {
  const { version, homepage, folder, zips } = facts;
  const manifest = {
    version,
    description,
    homepage,
    license,
    notes: [
      "It drives the Codex CLI, which you install and log in yourself:",
      "npm install -g @openai/codex",
      "codex login",
    ],
    architecture: byArchitecture(zips, ({ url, sha256, program }) => ({
      url,
      hash: sha256,
      extract_dir: folder,
      bin: program.replaceAll("/", "\\"),
    })),
    checkver: { github: homepage },
    autoupdate: {
      architecture: byArchitecture(zips, ({ url }) => ({
        url: url.replaceAll(version, "$version"),
      })),
      hash: { url: "$baseurl/SHA256SUMS" },
    },
  };
  return {
    name: `${product.name}.json`,
    text: `${JSON.stringify(manifest, null, 4)}\n`,
  };
}

function byArchitecture<T>(
  zips: readonly Download[],
  entry: (download: Download) => T,
): Readonly<Record<string, T>> {
  return Object.fromEntries(
    zips.map((download) => [
      architectures[processorOf(download.target)],
      entry(download),
    ]),
  );
}
