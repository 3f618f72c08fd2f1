import * as z from "zod";
import { catalogue, isCode } from "../src/errors/catalogue.ts";
import { checkIds } from "../src/preflight/report.ts";
import { product } from "../src/system/product.ts";
import type { Target } from "./targets.ts";

/** How a program ended and what it said. */
export interface Answer {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** What is wrong with an answer to `--version`, a sentence each. */
export function versionComplaints(answer: Answer, target: Target): string[] {
  const complaints = endedWith(answer, 0);
  const [name, deno, build, ...rest] = answer.stdout.split(/\r?\n/);
  if (name !== `${product.name} ${product.version}`) {
    complaints.push(`It is not ${product.name} ${product.version}: ${name}`);
  }
  if (!/^deno \d+\.\d+\.\d+/.test(deno ?? "")) {
    complaints.push(`It names no version of Deno: ${deno}`);
  }
  if (build !== `build compiled ${target.triple}`) {
    complaints.push(`It is not compiled for ${target.triple}: ${build}`);
  }
  if (rest.join("") !== "") complaints.push(`It says more: ${rest.join(" ")}`);
  if (answer.stderr !== "") complaints.push(`It complains: ${answer.stderr}`);
  return complaints;
}

const doctorAnswer = z.string().transform(readJson).pipe(z.looseObject({
  schemaVersion: z.literal(1),
  ok: z.boolean(),
  code: z.string(),
  checks: z.array(z.looseObject({
    id: z.enum(checkIds),
    status: z.enum(["ok", "warning", "fail", "skipped", "unknown"]),
    code: z.string().optional(),
    summary: z.string().min(1),
  })),
}));

/**
 * What is wrong with an answer to `doctor --json`, a sentence each. A computer
 * that builds has no Codex or no login, so the checks of Codex and of the
 * account may fail; all others may not.
 */
export function doctorComplaints(answer: Answer): string[] {
  const { success, data, error } = doctorAnswer.safeParse(answer.stdout);
  if (!success) return [`It is not doctor's JSON: ${z.prettifyError(error)}`];
  const complaints: string[] = [];
  const ids = data.checks.map(({ id }) => id);
  if (ids.join() !== checkIds.join()) {
    complaints.push(`The checks are ${ids.join(", ")}`);
  }
  const failed = data.checks.filter(({ status }) => status === "fail");
  const expected = failed[0]?.code ?? "ready";
  if (data.code !== expected || data.ok !== (failed.length === 0)) {
    complaints.push(`ok is ${data.ok} and the code ${data.code}: ${expected}`);
  }
  for (const { id, summary } of failed) {
    if (!/^(codex|account)\./.test(id)) {
      complaints.push(`The check ${id} fails: ${summary}`);
    }
  }
  return [...complaints, ...endedWith(answer, exitOf(data.code))];
}

/** The exit code that goes with what `doctor` calls its result. */
function exitOf(code: string): number {
  return isCode(code) ? catalogue[code].exit : 0;
}

function endedWith({ code, stderr }: Answer, expected: number): string[] {
  return code === expected
    ? []
    : [`It ended with ${code} in place of ${expected}: ${stderr}`];
}

function readJson(text: string, context: z.RefinementCtx): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    context.addIssue(error instanceof Error ? error.message : "not JSON");
    return z.NEVER;
  }
}
