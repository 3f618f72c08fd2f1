import type { ExtensionFiles } from "./extension_files.ts";
import type { SmokeCheck } from "./report.ts";

/** The model extension, whose program the process extension may share. */
const MODEL_EXTENSION = "modly-codex-image-extension";

/** The program's check, and where the program is when it may be started. */
export interface ProgramCheck {
  readonly check: SmokeCheck;
  /** Relative to the extension's folder. */
  readonly path?: string;
}

/** Where the program for `platform`, such as `linux/x86_64`, has to be. */
export function programPath(platform: string): string {
  const suffix = platform.startsWith("windows/") ? ".exe" : "";
  return `bin/${platform.replace("/", "-")}/modly-codex-image${suffix}`;
}

/** Is the program there, and may it be run? */
export async function checkProgram(
  files: ExtensionFiles,
  platform: string,
  type: "model" | "process" | undefined,
): Promise<ProgramCheck> {
  const own = programPath(platform);
  const places = type === "process"
    ? [own, `../${MODEL_EXTENSION}/${own}`]
    : [own];
  for (const path of places) {
    const facts = await files.facts(path);
    if (facts?.isFile !== true) continue;
    return facts.executable
      ? { path, check: found(path) }
      : { check: withoutExecBit(path) };
  }
  return { check: missing(own) };
}

function found(path: string): SmokeCheck {
  return {
    id: "program",
    status: "ok",
    summary: `${path} is there and may be run`,
  };
}

function withoutExecBit(path: string): SmokeCheck {
  return {
    id: "program",
    status: "fail",
    summary: `${path} has lost its exec bit`,
    remedy: `Start a job in Modly, which sets it, or run: chmod +x ${path}`,
  };
}

function missing(path: string): SmokeCheck {
  return {
    id: "program",
    status: "fail",
    summary: `${path} is missing`,
    remedy:
      "Press Repair in Modly, or install the extension again from its archive",
  };
}
