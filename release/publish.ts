/**
 * `deno task release:publish --tag v0.1.0`: shows a draft to the public. A
 * version with a `-`, such as 1.0.0-rc.1, becomes a pre-release and never the
 * latest. Needs `gh` with the right to write releases.
 */
import { readOptions } from "./command_line.ts";
import { type Gh, gh } from "./gh.ts";
import { type PublishedRelease, publishedRelease } from "./published.ts";
import { runTool, say } from "./tool.ts";

/** Publishes the draft of a tag. */
export async function publishDraft(
  { tag, repository }: PublishedRelease,
  gh: Gh,
): Promise<void> {
  const early = tag.includes("-");
  await gh([
    ...["release", "edit", tag, "--repo", repository],
    ...[`--prerelease=${early}`, `--latest=${!early}`, "--draft=false"],
  ]);
}

async function main(words: readonly string[]): Promise<void> {
  const options = readOptions(words, { texts: ["tag", "repository"] });
  const release = publishedRelease(
    options.text("tag"),
    options.text("repository") ?? Deno.env.get("GITHUB_REPOSITORY"),
  );
  await publishDraft(release, gh);
  say(`${release.tag} is published`);
}

if (import.meta.main) await runTool(() => main(Deno.args));
