/** The workflows cannot run here, so their rules and their facts are tested. */
import { assert, assertEquals } from "@std/assert";
import { join } from "@std/path";
import config from "../../deno.json" with { type: "json" };
import { predicateTypes } from "../../release/attestations.ts";
import { inCheckout } from "../../release/folders.ts";
import { allowedTargets } from "../../release/targets.ts";
import { builtInPolicy } from "../../src/policy/built_in.ts";
import {
  type Project,
  readWorkflow,
  usesLines,
  type Workflow,
  workflowComplaints,
} from "./workflow_rules.ts";

const folder = ".github/workflows";

const texts = new Map<string, string>();
for await (const { name } of Deno.readDir(inCheckout(folder))) {
  const path = inCheckout(folder, name);
  texts.set(name, await Deno.readTextFile(path));
}

function text(name: string): string {
  const found = texts.get(name);
  assert(found !== undefined, `there is no ${name}`);
  return found;
}

async function readProject(): Promise<Project> {
  const scripts: string[] = [];
  for await (const { name } of Deno.readDir(inCheckout(".ci"))) {
    const { mode } = await Deno.stat(inCheckout(".ci", name));
    if (mode === null || (mode & 0o111) !== 0) scripts.push(`.ci/${name}`);
  }
  const run = await Deno.readTextFile(inCheckout(".ci", "run"));
  return {
    tasks: Object.keys(config.tasks),
    files: [
      ...scripts,
      ...[...texts.keys()].map((name) => `${folder}/${name}`),
    ],
    deno: /deno@([\d.]+)/.exec(run)?.[1] ?? "",
  };
}

const project = await readProject();

Deno.test("There are the three workflows", () => {
  assertEquals([...texts.keys()].toSorted(), [
    "ci.yml",
    "release.yml",
    "verify-published.yml",
  ]);
});

for (const [name, text] of texts) {
  Deno.test(`${name} keeps the rules`, () => {
    assertEquals(workflowComplaints(text, project), []);
  });
}

/** Ways to break a workflow, each with what has to be said of it. */
const broken: readonly (readonly [RegExp, string, RegExp])[] = [
  [/@[0-9a-f]{40} # v7\.0\.1/, "@v7", /not pinned by commit/],
  [/ # v7\.0\.1/, "", /not pinned by commit/],
  [/verify-published\.yml/, "verify.yml", /not pinned by commit/],
  [/ +timeout-minutes: 10\n/, "", /^tag: it has no limit of time/],
  [/ubuntu-24\.04\n/, "ubuntu-latest\n", /not named by version/],
  [/ +contents: read\n/, "  contents: write\n", /every job may write contents/],
  [/(draft:[\s\S]*?)contents/, "$1packages", /^draft: it may write packages/],
  [/--tag "\$RELEASE_TAG"/, "--tag ${{ github.ref_name }}", /from outside/],
  [/task release:smoke/, "task release:smok", /is no task or script/],
  [/deno@2\.9\.6 task/, "deno@2 task", /is no task or script/],
  [/persist-credentials: false/, "fetch-depth: 1", /keeps the token/],
  [/github\.token/, "secrets.TOKEN", /it uses secrets/],
  [/on:\n +push:/, "on:\n  pull_request_target:", /gives strangers/],
];

for (const [pattern, replacement, complaint] of broken) {
  Deno.test(`A workflow does not pass with ${replacement || "nothing"} for ${pattern.source}`, () => {
    const good = text("release.yml");
    const bad = good.replace(pattern, replacement);
    assert(bad !== good);
    const complaints = workflowComplaints(bad, project);
    assert(complaints.some((line) => complaint.test(line)), `${complaints}`);
  });
}

Deno.test("An action has one commit and one version everywhere", () => {
  const pins = new Map<string, Set<string>>();
  for (const line of [...texts.values()].flatMap(usesLines)) {
    const [name = "", pin = ""] = line.split("@");
    pins.set(name, (pins.get(name) ?? new Set()).add(pin));
  }
  const twice = [...pins].filter(([, commits]) => commits.size > 1);
  assertEquals(twice, []);
});

/** Each target's own system. */
const systems: Readonly<Record<string, RegExp>> = {
  "darwin/arm64": /^macos-\d+$/,
  "darwin/x86_64": /^macos-\d+-intel$/,
  "linux/arm64": /^ubuntu-[\d.]+-arm$/,
  "linux/x86_64": /^ubuntu-[\d.]+$/,
  "windows/x86_64": /^windows-\d+$/,
};

function matrix({ jobs }: Workflow, job: string): Record<string, string>[] {
  return jobs[job]?.strategy?.matrix.include ?? [];
}

for (
  const [name, job] of [
    ["ci.yml", "binary"],
    ["release.yml", "build"],
    ["verify-published.yml", "verify"],
  ] as const
) {
  Deno.test(`${name} has every target of the policy on its own system`, () => {
    const rows = matrix(readWorkflow(text(name)), job);
    const targets = allowedTargets(builtInPolicy().platforms);
    assertEquals(
      rows.map(({ target }) => target).toSorted(),
      targets.map(({ triple }) => triple).toSorted(),
    );
    for (const { triple, platform } of targets) {
      const system = rows.find(({ target }) => target === triple)?.system ?? "";
      assert(systems[platform]?.test(system), `${triple} is on ${system}`);
    }
  });
}

Deno.test("Nothing is published before tag, tests, programs and attestations", () => {
  const { jobs } = readWorkflow(text("release.yml"));
  const before = (name: string): string[] =>
    (jobs[name]?.needs ?? []).flatMap((need) => [need, ...before(need)]);
  assertEquals([...new Set(before("publish"))].toSorted(), [
    ...["attest", "build", "ci", "draft", "package", "tag"],
  ]);
  assertEquals(jobs.publish?.environment, "release");
  assertEquals(jobs.verify?.needs, ["publish"]);
});

Deno.test("The SBOM is attested under the type that is verified", () => {
  const { jobs } = readWorkflow(text("release.yml"));
  const inputs = jobs.attest?.steps.map((step) => step.with ?? {}) ?? [];
  const sbom = inputs.find((input) => "predicate-type" in input);
  assertEquals(sbom?.["predicate-type"], predicateTypes.sbom);
  assertEquals(
    sbom?.["predicate-path"],
    join("dist", "release", `${config.name}-`).replaceAll("\\", "/") +
      "${{ needs.tag.outputs.version }}.cdx.json",
  );
});
