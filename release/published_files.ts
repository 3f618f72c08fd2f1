import { Refusal } from "./refusal.ts";
import type { ReleaseFile } from "./release_file.ts";
import type { Target } from "./targets.ts";

/** The list of a release's files; it does not list itself. */
export const listName = "SHA256SUMS";

/** The names of what a release holds for one target. */
export interface TargetFiles {
  readonly binary: string;
  readonly archives: readonly string[];
}

/** Throws a {@linkcode Refusal} when the release holds nothing for the target. */
export function targetFiles(
  release: ReleaseFile,
  { triple }: Target,
): TargetFiles {
  const stated = release.targets[triple];
  if (stated === undefined) {
    throw new Refusal(`The release has nothing for ${triple}`);
  }
  return {
    binary: stated.binary.name,
    archives: stated.archives.map(({ name }) => name),
  };
}

/** Those of the files that are listed which are for every target. */
export function commonFiles(
  release: ReleaseFile,
  listed: Iterable<string>,
): string[] {
  const own = Object.values(release.targets).flatMap(({ binary, archives }) =>
    [binary, ...archives].map(({ name }) => name)
  );
  return [...listed].filter((name) => !own.includes(name));
}
