import * as z from "zod/mini";
import { redact } from "../../errors/redact.ts";
import { product } from "../../system/product.ts";
import type { SmokeCheck, SmokeCheckId } from "./report.ts";
import type { ProgramRun } from "./run_program.ts";

/**
 * What the program's answers mean: rules and words, no process.
 */

const build = z.object({
  version: z.string(),
  deno: z.string(),
  build: z.string(),
  target: z.string(),
});
const ready = z.object({
  type: z.literal("ready"),
  params_schema: z.array(z.unknown()).check(z.length(0)),
});
const readiness = z.object({
  ok: z.boolean(),
  machine_code: z.string(),
  label_hint: z.string(),
  reason: z.string(),
});

/** Judges `--version --json`; hosts show the manifest's version. */
export function judgeVersion(
  run: ProgramRun,
  manifestVersion: string | undefined,
): SmokeCheck {
  const { data } = build.safeParse(firstMessage(run));
  if (data === undefined) return unanswered("version", run);
  const summary =
    `${product.name} ${data.version}, deno ${data.deno}, ${data.build} for ${data.target}`;
  return manifestVersion === undefined || manifestVersion === data.version
    ? { id: "version", status: "ok", summary }
    : {
      id: "version",
      status: "fail",
      summary: `${summary}; the manifest says ${manifestVersion}`,
      remedy: "Press Repair in Modly, or install the extension again",
    };
}

/** Judges `serve` with an empty input: one line and a clean end. */
export function judgeProtocol(run: ProgramRun): SmokeCheck {
  return ready.safeParse(firstMessage(run)).success
    ? {
      id: "protocol",
      status: "ok",
      summary: "serve says ready first and ends with its input",
    }
    : unanswered("protocol", run);
}

/** Judges `readiness --json`. */
export function judgeReadiness(run: ProgramRun): SmokeCheck {
  const { data } = readiness.safeParse(firstMessage(run));
  if (data === undefined) return unanswered("readiness", run);
  return {
    id: "readiness",
    status: data.ok ? "ok" : "fail",
    summary: redact(
      `${data.label_hint}: ${data.reason} (${data.machine_code})`,
    ),
    ...(data.ok ? {} : { remedy: "See every check: modly-codex-image doctor" }),
  };
}

function firstMessage(run: ProgramRun): unknown {
  if (run.kind !== "ended") return undefined;
  try {
    return JSON.parse(run.stdout.split("\n")[0] ?? "");
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function unanswered(id: SmokeCheckId, run: ProgramRun): SmokeCheck {
  return {
    id,
    status: "fail",
    summary: run.kind === "late"
      ? "The program did not answer in time"
      : run.kind === "not started"
      ? "The program could not be started"
      : `The program ended with code ${run.code} and without its answer`,
    remedy:
      "Allow the program to run (antivirus, quarantine), or install the extension again",
  };
}
