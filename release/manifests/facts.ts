import { product } from "../../src/system/product.ts";
import { placeInExtension, tarGzipName, zipName } from "../names.ts";
import { readChecksums } from "../read_checksums.ts";
import { Refusal } from "../refusal.ts";
import { isWindows, type Target } from "../targets.ts";

/** What is said of the product wherever it is offered; at most 80 characters. */
export const description = "Makes one image with the local OpenAI Codex CLI";

/** The licence of the product, as SPDX names it. */
export const license = "MIT";

/** A release's archive for one target. */
export interface Download {
  readonly target: Target;
  readonly url: string;
  /** 64 lower-case hexadecimal digits. */
  readonly sha256: string;
  /** Where the program is, below the archive's one folder; with `/`. */
  readonly program: string;
}

/** All that the manifests of the package managers are made of. */
export interface ManifestFacts {
  readonly version: string;
  /** The repository's page, without a `/` at the end. */
  readonly homepage: string;
  /** The one folder that every archive unpacks to. */
  readonly folder: string;
  /** A `tar.gz` for each target that is not Windows. */
  readonly tarballs: readonly Download[];
  /** A `zip` for each target of Windows. */
  readonly zips: readonly Download[];
}

/** A manifest's text under the name of its file. */
export interface ManifestFile {
  readonly name: string;
  readonly text: string;
}

/** What the facts are made of. */
export interface ManifestSource {
  /** The text of the release's `SHA256SUMS`. */
  readonly sums: string;
  /** Where the release's files are, as `urlBaseOf` gives it. */
  readonly urlBase: string;
  /** The extension's id. */
  readonly folder: string;
  /** Each has to be in the release. */
  readonly targets: readonly Target[];
}

/**
 * Throws a {@linkcode Refusal} when `SHA256SUMS` lacks an archive, or when the
 * address is not that of this version's release on GitHub: the manifests name
 * the page of the repository and find newer versions there.
 */
export function manifestFacts(source: ManifestSource): ManifestFacts {
  const { urlBase, folder, targets } = source;
  const sums = readChecksums(source.sums);
  const download = (target: Target, name: string): Download => {
    const sha256 = sums.get(name);
    if (sha256 === undefined) {
      throw new Refusal(`SHA256SUMS does not list ${name}`);
    }
    const program = placeInExtension(target);
    return { target, url: `${urlBase}/${name}`, sha256, program };
  };
  return {
    version: product.version,
    homepage: homepageOf(urlBase),
    folder,
    tarballs: targets.flatMap((target) => {
      const name = tarGzipName(target);
      return name === undefined ? [] : [download(target, name)];
    }),
    zips: targets.filter(isWindows)
      .map((target) => download(target, zipName(target))),
  };
}

function homepageOf(urlBase: string): string {
  const [, homepage, version] =
    /^(https:\/\/github\.com\/[\w.-]+\/[\w.-]+)\/releases\/download\/v(.+)$/
      .exec(urlBase) ?? [];
  if (homepage === undefined || version !== product.version) {
    throw new Refusal(
      `The address of the release's files has to be https://github.com/OWNER/NAME/releases/download/v${product.version}: give it by --url-base`,
    );
  }
  return homepage;
}
