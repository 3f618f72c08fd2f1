import { join } from "@std/path";
import { verifyAttestation } from "./attestations.ts";
import { sha256 } from "./checksums.ts";
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
  const urlBase = urlBaseOf(undefined, release.repository);
  await download(release, [listName, "release.json"], folder, gh);
  const list = await readText(folder, listName);
  const stated = readJson(await readText(folder, "release.json"));
  if (stated.urlBase !== urlBase) {
    throw new Refusal(
      `release.json says that its files are at ${stated.urlBase}`,
    );
  }
  const sums = readChecksums(list);
  const manifests = manifestsFor(list, urlBase);
  const own = targets.map((target) => targetFiles(stated, target))
    .flatMap(({ binary, archives }) => [binary, ...archives]);
  const names = [
    ...own,
    ...commonFiles(stated, sums.keys()),
    ...manifests.map(({ name }) => name),
  ];
  await download(
    release,
    names.filter((name) => name !== "release.json"),
    folder,
    gh,
  );
  const expected = new Map([
    ...sums,
    ...manifests.map(({ name, text }) =>
      [name, sha256(new TextEncoder().encode(text))] as const
    ),
  ]);
  for (const name of names) {
    if (sha256(await read(folder, name)) !== expected.get(name)) {
      throw new Refusal(`${name} is not what ${listName} makes it`);
    }
  }
  for (const name of [listName, ...names]) {
    await verifyAttestation(join(folder, name), "provenance", release, gh);
  }
  for (const name of own) {
    await verifyAttestation(join(folder, name), "sbom", release, gh);
  }
  return stated;
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
  throw new Refusal("release.json is not in the form that setup reads");
}

async function readText(folder: string, name: string): Promise<string> {
  return new TextDecoder().decode(await read(folder, name));
}

async function read(folder: string, name: string): Promise<Uint8Array> {
  const bytes = await readIfThere(join(folder, name));
  if (bytes === undefined) throw new Refusal(`The release has no ${name}`);
  return bytes;
}
