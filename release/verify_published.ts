/**
 * `deno task release:verify --tag v0.1.0`: downloads a release as anyone can,
 * checks sums, manifests and attestations, and runs the programs. Needs `gh`
 * with the right to read releases and attestations.
 *
 *     --repository OWNER/NAME   outside a workflow on GitHub
 *     --target TRIPLE|all       whose files; default: this computer's
 *     --only-check              run nothing, as for a draft
 */
import { builtInPolicy } from "../src/policy/built_in.ts";
import { readOptions } from "./command_line.ts";
import { gh } from "./gh.ts";
import { publishedRelease } from "./published.ts";
import { targetFiles } from "./published_files.ts";
import { chooseTargets } from "./targets.ts";
import { runTool, say } from "./tool.ts";
import { tryRelease } from "./try_release.ts";
import { verifyRelease } from "./verify_release.ts";

async function main(words: readonly string[]): Promise<void> {
  const options = readOptions(words, {
    flags: ["only-check"],
    texts: ["tag", "repository", "target"],
  });
  const release = publishedRelease(
    options.text("tag"),
    options.text("repository") ?? Deno.env.get("GITHUB_REPOSITORY"),
  );
  const targets = chooseTargets(
    builtInPolicy().platforms,
    options.text("target") ?? Deno.build.target,
  );
  const folder = await Deno.makeTempDir();
  try {
    const stated = await verifyRelease({ release, targets, folder }, gh);
    say(`${release.tag}: every file is listed, whole and attested`);
    if (options.has("only-check")) return;
    for (const target of targets) {
      if (target.triple !== Deno.build.target) continue;
      await tryRelease(folder, targetFiles(stated, target), target);
    }
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

if (import.meta.main) await runTool(() => main(Deno.args));
