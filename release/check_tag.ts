/**
 * `deno task release:check-tag --tag v0.1.0`: may this tag be released? It has
 * to be the version of `deno.json`, of both extensions' `manifest.json` and of
 * the changelog's top entry, which has a date. Prints `version=0.1.0`, as a step
 * of a workflow on GitHub hands it on.
 */
import process from "../extensions/process/manifest.json" with {
  type: "json",
};
import model from "../manifest.json" with { type: "json" };
import { product } from "../src/system/product.ts";
import { type ChangelogEntry, topEntry } from "./changelog.ts";
import { readOptions } from "./command_line.ts";
import { inCheckout } from "./folders.ts";
import { Refusal } from "./refusal.ts";
import { runTool, say } from "./tool.ts";

/** A tag, and what it has to agree with. */
export interface TagFacts {
  readonly tag: string;
  /** The version in `deno.json`. */
  readonly version: string;
  /** The versions in the extensions' manifests, by path. */
  readonly manifests: Readonly<Record<string, string>>;
  readonly entry: ChangelogEntry;
}

/** What keeps a tag from being released, a sentence each; empty when nothing. */
export function tagComplaints(facts: TagFacts): string[] {
  const { tag, version, manifests, entry } = facts;
  const complaints: string[] = [];
  if (tag !== `v${version}`) {
    complaints.push(`The tag ${tag} is not v and deno.json's ${version}`);
  }
  for (const [path, own] of Object.entries(manifests)) {
    if (own === version) continue;
    complaints.push(`${path} has the version ${own}, deno.json ${version}`);
  }
  if (entry.version !== version) {
    complaints.push(
      `The changelog begins with ${entry.version}, deno.json has ${version}`,
    );
  }
  if (entry.date === undefined) {
    complaints.push(`The changelog calls ${entry.version} unreleased`);
  }
  if (entry.text === "") {
    complaints.push(`The changelog says nothing of ${entry.version}`);
  }
  return complaints;
}

async function main(words: readonly string[]): Promise<void> {
  const tag = readOptions(words, { texts: ["tag"] }).text("tag");
  if (tag === undefined) throw new Refusal("Name the tag: --tag v0.1.0");
  const changelog = await Deno.readTextFile(inCheckout("CHANGELOG.md"));
  const complaints = tagComplaints({
    tag,
    version: product.version,
    manifests: {
      "manifest.json": model.version,
      "extensions/process/manifest.json": process.version,
    },
    entry: topEntry(changelog),
  });
  if (complaints.length > 0) throw new Refusal(complaints.join("; "));
  say(`${tag} can be released`);
  Deno.stdout.writeSync(
    new TextEncoder().encode(`version=${product.version}\n`),
  );
}

if (import.meta.main) await runTool(() => main(Deno.args));
