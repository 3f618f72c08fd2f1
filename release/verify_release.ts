import { join } from "@std/path";
import { sha256 } from "../src/system/sha256.ts";
import { verifyAttestation } from "./attestations.ts";
import type { Gh } from "./gh.ts";
import { manifestsFor } from "./manifests.ts";
import type { PublishedRelease } from "./published.ts";
import { commonFiles, listName, targetFiles } from "./published_files.ts";
import { readChecksums } from "./read_checksums.ts";
import { readIfThere } from "./read_if_there.ts";
import { Refusal } from "./refusal.ts";
import { type ReleaseFile, releaseFileSchema } from "./release_file.ts";
import type { Target } from "./targets.ts";
import { urlBaseOf } from "./url_base.ts";

/** What setup reads; it is listed as every other file. */
const releaseName = "release.json";

/** What is to be looked at. */
export interface VerifyOptions {
  readonly release: PublishedRelease;
  /** Whose files, beside those for every target. */
  readonly targets: readonly Target[];
  /** An empty folder, which the files come to. */
  readonly folder: string;
}

/**
 * Downloads the files of a release and looks whether each is the one that
 * `SHA256SUMS` states, whether the manifests follow from it, and whether the
 * release workflow attested all of them. Gives what `release.json` says; throws
 * a {@linkcode Refusal} that says what is wrong.
 */
export async function verifyRelease(
  { release, targets, folder }: VerifyOptions,
  gh: Gh,
): Promise<ReleaseFile> {
  await download(release, [listName, releaseName], folder, gh);
  const stated = readJson(await readText(folder, releaseName));
  const urlBase = urlBaseOf(undefined, release.repository);
  if (stated.urlBase !== urlBase) {
    throw new Refusal(
      `${releaseName} says that the files are at ${stated.urlBase}`,
    );
  }
  const expected = expectedSums(await readText(folder, listName), urlBase);
  const own = targets.map((target) => targetFiles(stated, target))
    .flatMap(({ binary, archives }) => [binary, ...archives]);
  const rest = [...own, ...commonFiles(stated, expected.keys())]
    .filter((name) => name !== releaseName);
  await download(release, rest, folder, gh);
  const names = [releaseName, ...rest];
  await compare(folder, names, expected);
  for (const name of [listName, ...names]) {
    await verifyAttestation(join(folder, name), "provenance", release, gh);
  }
  for (const name of own) {
    await verifyAttestation(join(folder, name), "sbom", release, gh);
  }
  return stated;
}

/** The SHA-256 of what is listed, and of the manifests made of the list. */
function expectedSums(
  list: string,
  urlBase: string,
): ReadonlyMap<string, string> {
  const generated = manifestsFor(list, urlBase).map(({ name, text }) =>
    [name, sha256(text)] as const
  );
  return new Map([...readChecksums(list), ...generated]);
}

async function compare(
  folder: string,
  names: readonly string[],
  expected: ReadonlyMap<string, string>,
): Promise<void> {
  for (const name of names) {
    if (sha256(await read(folder, name)) !== expected.get(name)) {
      throw new Refusal(`${name} is not what ${listName} makes it`);
    }
  }
}

async function download(
  { tag, repository }: PublishedRelease,
  names: readonly string[],
  folder: string,
  gh: Gh,
): Promise<void> {
  await gh([
    ...["release", "download", tag, "--repo", repository, "--dir", folder],
    ...names.flatMap((name) => ["--pattern", name]),
  ]);
}

function readJson(text: string): ReleaseFile {
  const json: unknown = JSON.parse(text);
  const { data, success } = releaseFileSchema.safeParse(json);
  if (success) return data;
  throw new Refusal(`${releaseName} is not in the form that setup reads`);
}

async function readText(folder: string, name: string): Promise<string> {
  return new TextDecoder().decode(await read(folder, name));
}

async function read(folder: string, name: string): Promise<Uint8Array> {
  const bytes = await readIfThere(join(folder, name));
  if (bytes === undefined) throw new Refusal(`The release has no ${name}`);
  return bytes;
}
