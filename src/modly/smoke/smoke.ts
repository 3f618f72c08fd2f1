import { resolve } from "@std/path";
import { hostPlatform } from "../../system/platform.ts";
import { extensionFiles } from "./extension_files.ts";
import { checkProgram } from "./find_program.ts";
import type { SmokeCheck, SmokeCheckId, SmokeReport } from "./report.ts";
import { judgeProtocol, judgeReadiness, judgeVersion } from "./run_checks.ts";
import { runProgram } from "./run_program.ts";
import { checkContents, checkLoader, checkManifest } from "./static_checks.ts";

/**
 * Looks at the extension in `folder` as a host does that installs and starts
 * it, and changes nothing. Never throws for what it finds: that is the answer.
 */
export async function smoke(folder: string): Promise<SmokeReport> {
  const root = resolve(folder);
  const files = extensionFiles(root);
  const platform = hostPlatform().key;

  const { check, manifest } = await checkManifest(files);
  const loader = manifest === undefined
    ? skipped("loader")
    : await checkLoader(files, manifest);
  const contents = await checkContents(files);
  const program = await checkProgram(files, platform, manifest?.type);
  const runs = program.path === undefined
    ? [skipped("version"), skipped("protocol"), skipped("readiness")]
    : await checkRuns(files.absolute(program.path), root, manifest?.version);

  const checks = [check, loader, contents, program.check, ...runs];
  const ok = checks.every(({ status }) =>
    status === "ok" || status === "warning"
  );
  return { ok, platform, checks };
}

async function checkRuns(
  program: string,
  folder: string,
  version: string | undefined,
): Promise<readonly SmokeCheck[]> {
  const run = (...args: readonly string[]) => runProgram(program, args, folder);
  return [
    judgeVersion(await run("--version", "--json"), version),
    judgeProtocol(await run("serve")),
    judgeReadiness(await run("readiness", "--json")),
  ];
}

function skipped(id: SmokeCheckId): SmokeCheck {
  return {
    id,
    status: "skipped",
    summary: "Not checked, because an earlier check failed",
  };
}
