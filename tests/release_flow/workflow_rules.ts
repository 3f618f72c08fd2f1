/** The rules that every workflow of this repository keeps. */
import * as z from "zod";
import { readYaml } from "./yaml.ts";

const permissions = z.record(z.string(), z.enum(["read", "write", "none"]));

const step = z.looseObject({
  uses: z.string().optional(),
  run: z.string().optional(),
  with: z.record(z.string(), z.string()).optional(),
});

const job = z.looseObject({
  needs: z.union([
    z.string().transform((name) => [name]),
    z.array(z.string()),
  ]).default([]),
  uses: z.string().optional(),
  "runs-on": z.string().optional(),
  "timeout-minutes": z.coerce.number().int().optional(),
  environment: z.string().optional(),
  permissions: permissions.optional(),
  strategy: z.looseObject({
    matrix: z.looseObject({
      include: z.array(z.record(z.string(), z.string())).optional(),
    }),
  }).optional(),
  steps: z.array(step).default([]),
});
export type Job = z.infer<typeof job>;

const workflow = z.looseObject({
  on: z.record(z.string(), z.unknown()),
  permissions,
  concurrency: z.looseObject({ group: z.string() }),
  jobs: z.record(z.string(), job),
});
export type Workflow = z.infer<typeof workflow>;

/** Reads a workflow; throws when it lacks permissions or concurrency. */
export function readWorkflow(text: string): Workflow {
  return workflow.parse(readYaml(text));
}

/** What a workflow may refer to. */
export interface Project {
  /** Tasks of `deno.json`. */
  readonly tasks: readonly string[];
  /** Paths of scripts and workflows. */
  readonly files: readonly string[];
  /** The Deno that everything runs on. */
  readonly deno: string;
}

/** The only rights to write, by job. */
const writers: Readonly<Record<string, readonly string[]>> = {
  attest: ["attestations", "id-token"],
  draft: ["contents"],
  publish: ["contents"],
};

/** How a workflow breaks the rules, a line each. */
export function workflowComplaints(text: string, project: Project): string[] {
  const { on, permissions, jobs } = readWorkflow(text);
  return [
    ...("pull_request_target" in on
      ? ["pull_request_target gives strangers a token"]
      : []),
    ...(/\bsecrets\b/.test(text) ? ["it uses secrets"] : []),
    ...writes(permissions).map((right) => `every job may write ${right}`),
    ...pinComplaints(text, project),
    ...Object.entries(jobs).flatMap(([name, job]) =>
      jobComplaints(name, job, project).map((line) => `${name}: ${line}`)
    ),
  ];
}

/** Every line that names an action, as it is written. */
export function usesLines(text: string): string[] {
  return Array.from(
    text.matchAll(/^\s*(?:- )?uses: (.*)$/gm),
    ([, value = ""]) => value,
  );
}

function pinComplaints(text: string, { files }: Project): string[] {
  return usesLines(text).filter((value) =>
    value.startsWith("./")
      ? !files.includes(value.slice(2))
      : !/^[\w.-]+\/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(value)
  ).map((value) => `${value} is not pinned by commit with its version`);
}

function jobComplaints(name: string, job: Job, project: Project): string[] {
  const complaints = writes(job.permissions ?? {})
    .filter((right) => !writers[name]?.includes(right))
    .map((right) => `it may write ${right}`);
  if (job.uses !== undefined) return complaints;
  const minutes = job["timeout-minutes"] ?? Infinity;
  if (!(minutes <= 90)) complaints.push("it has no limit of time");
  if (/latest/.test(job["runs-on"] ?? "latest")) {
    complaints.push("its system is not named by version");
  }
  return [
    ...complaints,
    ...job.steps.flatMap(({ uses, run, with: inputs }) => {
      if (run !== undefined) return runComplaints(run, project);
      const keeps = inputs?.["persist-credentials"] !== "false";
      return uses?.startsWith("actions/checkout@") && keeps
        ? ["the checkout keeps the token"]
        : [];
    }),
  ];
}

function runComplaints(run: string, { tasks, files, deno }: Project): string[] {
  if (run.includes("${{")) return [`${run} is put together from outside`];
  const task = `npx -y deno@${deno} task `;
  const [word = ""] = run.replace(task, "").split(" ");
  const known = run.startsWith(task) ? tasks : files;
  return known.includes(word) ? [] : [`${run} is no task or script`];
}

function writes(permissions: Readonly<Record<string, string>>): string[] {
  return Object.entries(permissions)
    .filter(([, level]) => level === "write")
    .map(([right]) => right);
}
