/**
 * `deno task release:draft --tag v0.1.0`: puts everything in `dist/release/`
 * and `dist/manifests/` on GitHub as a draft, which the public does not see.
 * Needs `gh` with the right to write releases. Refuses when the tag has a
 * release, draft or not: what is there is never changed.
 */
import { join } from "@std/path";
import * as z from "zod";
import { product } from "../src/system/product.ts";
import { topEntry } from "./changelog.ts";
import { readOptions } from "./command_line.ts";
import { assets, dist, inCheckout } from "./folders.ts";
import { type Gh, gh } from "./gh.ts";
import { type PublishedRelease, publishedRelease } from "./published.ts";
import { Refusal } from "./refusal.ts";
import { releaseNotes } from "./release_notes.ts";
import { runTool, say } from "./tool.ts";

/** What a draft is made of. */
export interface Draft {
  readonly release: PublishedRelease;
  /** A file with the release's notes. */
  readonly notes: string;
  /** The paths of all files. */
  readonly files: readonly string[];
}

/** How many releases are looked at for one of the same tag; `gh`'s most. */
const LIST_LIMIT = "1000";

const listed = z.array(z.object({ tagName: z.string() }));

/**
 * Makes the draft. Throws a {@linkcode Refusal} when the tag has a release, or
 * is not on GitHub.
 */
export async function makeDraft(
  { release: { tag, repository }, notes, files }: Draft,
  gh: Gh,
): Promise<void> {
  const releases = await gh(
    [
      ...["release", "list", "--repo", repository],
      ...["--json", "tagName", "--limit", LIST_LIMIT],
    ],
  );
  const tags = listed.parse(JSON.parse(releases)).map(({ tagName }) => tagName);
  if (tags.includes(tag)) {
    throw new Refusal(
      `${tag} has a release already: when it is a draft, delete it on GitHub and run this again`,
    );
  }
  await gh([
    ...["release", "create", tag, "--repo", repository],
    ...["--draft", "--verify-tag", "--title", `${product.name} ${tag}`],
    ...["--notes-file", notes, ...files],
  ]);
}

async function main(words: readonly string[]): Promise<void> {
  const options = readOptions(words, { texts: ["tag", "repository"] });
  const release = publishedRelease(
    options.text("tag"),
    options.text("repository") ?? Deno.env.get("GITHUB_REPOSITORY"),
  );
  const changelog = await Deno.readTextFile(inCheckout("CHANGELOG.md"));
  const notes = join(dist, "notes.md");
  await Deno.writeTextFile(
    notes,
    releaseNotes(topEntry(changelog), release.repository),
  );
  const files = [
    ...await filesIn(assets),
    ...await filesIn(join(dist, "manifests")),
  ];
  await makeDraft({ release, notes, files }, gh);
  say(`${release.tag} is a draft with ${files.length} files`);
}

async function filesIn(folder: string): Promise<string[]> {
  const paths: string[] = [];
  for await (const { name } of Deno.readDir(folder)) {
    paths.push(join(folder, name));
  }
  return paths.toSorted();
}

if (import.meta.main) await runTool(() => main(Deno.args));
