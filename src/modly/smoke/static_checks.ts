import type { ExtensionFiles } from "./extension_files.ts";
import { type ExtensionManifest, judgeManifest } from "./manifest_rules.ts";
import type { SmokeCheck } from "./report.ts";

/** What the manifest check gives to the others. */
export interface ManifestCheck {
  readonly check: SmokeCheck;
  readonly manifest?: ExtensionManifest;
}

const reinstall = "Install the extension again from its archive";

/** Reads `manifest.json` as hosts do. */
export async function checkManifest(
  files: ExtensionFiles,
): Promise<ManifestCheck> {
  const fail = (summary: string): ManifestCheck => ({
    check: { id: "manifest", status: "fail", summary, remedy: reinstall },
  });
  const text = await files.text("manifest.json");
  if (text === undefined) return fail("There is no readable manifest.json");
  const raw = parsed(text);
  if (raw === undefined) return fail("manifest.json is not JSON");
  const verdict = judgeManifest(raw);
  if (!verdict.ok) return fail(`manifest.json: ${verdict.problems.join("; ")}`);
  const { manifest } = verdict;
  const nodes = manifest.nodes.map(({ id }) => id).join(", ");
  return {
    manifest,
    check: {
      id: "manifest",
      status: "ok",
      summary: `${manifest.id} ${
        manifest.version ?? "without version"
      }, type ${manifest.type}, nodes ${nodes}`,
    },
  };
}

/** Is there what the hosts load: the class of a model, the entry of a process? */
export async function checkLoader(
  files: ExtensionFiles,
  manifest: ExtensionManifest,
): Promise<SmokeCheck> {
  const answer = (problem: string | undefined, summary: string): SmokeCheck =>
    problem === undefined
      ? { id: "loader", status: "ok", summary }
      : { id: "loader", status: "fail", summary: problem, remedy: reinstall };
  if (manifest.type === "process") {
    const text = await files.text(manifest.entry);
    return answer(
      text === undefined ? `${manifest.entry} is missing` : undefined,
      `${manifest.entry} is there`,
    );
  }
  const name = manifest.generator_class;
  const text = await files.text("generator.py");
  const defined = text?.split("\n").some((line) =>
    line.startsWith(`class ${name}`)
  );
  return answer(
    text === undefined
      ? "generator.py is missing"
      : defined
      ? undefined
      : `generator.py has no class ${name}`,
    `generator.py has the class ${name}`,
  );
}

/** Files that change how a host starts an extension, and what they do. */
const unwanted: readonly (readonly [string, string])[] = [
  ["build_vendor.py", "makes Modly look for a venv"],
  ["package.json", "makes Modly run npm"],
  ["requirements.txt", "makes Modly's command line ask for manual steps"],
  ["pyproject.toml", "makes Modly's command line ask for manual steps"],
];

/** Interpreters whose presence makes a host start them in place of `generator.py`. */
const interpreters = ["venv/bin/python", "venv/Scripts/python.exe"];

/** Looks for files that do not belong in the folder. */
export async function checkContents(
  files: ExtensionFiles,
): Promise<SmokeCheck> {
  const found: string[] = [];
  for (const [name, effect] of unwanted) {
    if (await files.facts(name)) found.push(`${name} ${effect}`);
  }
  for (const name of interpreters) {
    if (await files.facts(name)) {
      found.push(`Modly starts ${name} and not generator.py`);
    }
  }
  return found.length === 0
    ? {
      id: "contents",
      status: "ok",
      summary: "Nothing in the folder is in a host's way",
    }
    : {
      id: "contents",
      status: "warning",
      summary: found.join("; "),
      remedy: "Remove what you did not put there yourself",
    };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
