import type { Plan } from "../../src/generate/plan.ts";
import type { Receipt } from "../../src/generate/receipt.ts";
import { builtInPolicy } from "../../src/policy/built_in.ts";
import type { LoadedPolicy } from "../../src/policy/loaded.ts";
import type { DoctorReport } from "../../src/preflight/report.ts";

/** Folder that the fake context is in. */
export const HERE = Deno.build.os === "windows" ? "C:\\here" : "/here";

/** A receipt as a finished job gives it. */
export const receipt: Receipt = {
  path: `${HERE}/codex/text-to-image-1.png`,
  mode: "text-to-image",
  image: {
    format: "png",
    width: 1024,
    height: 1024,
    bytes: 5,
    sha256: "ab",
    alpha: "none",
  },
  requested: { size: { asked: "1024x1024", handling: "checked" } },
  codex: {
    version: "0.169.0",
    model: null,
    threadId: "thread",
    itemId: "item",
    revisedPrompt: null,
  },
  timings: { total: 12 },
  warnings: [],
};

/** A plan as a dry run gives it. */
export const plan: Plan = {
  mode: "image-to-image",
  workspace: HERE,
  path: `${HERE}/out.png`,
  overwrite: true,
  images: [{
    role: "primary",
    source: "in.png",
    format: "png",
    width: 2,
    height: 3,
    bytes: 4,
  }],
  codexProgram: null,
  baseInstructions: "Make exactly one image.",
  instruction: "Draw this:\n  a red bicycle",
  warnings: ["Something to know"],
};

/** A report of a computer that is ready. */
export const ready: DoctorReport = {
  ok: true,
  code: "ready",
  checks: [{
    id: "policy",
    status: "ok",
    summary: "The built-in policy is in force",
    evidence: {},
    durationMs: 1.4,
  }],
};

/** The built-in policy, with the story of one value. */
export const loadedPolicy: LoadedPolicy = {
  policy: builtInPolicy(),
  settings: [{
    key: "codex.minimumVersion",
    value: "0.122.0",
    origin: { layer: "built-in", source: "built in" },
    beaten: [],
  }],
};
