import type { Session } from "../codex/session.ts";
import { openWorkspace } from "../output/workspace.ts";
import { checkWritable } from "../output/writable.ts";
import type { Policy } from "../policy/schema.ts";
import type { Finding } from "../preflight/checkup.ts";
import type { FoundCodex } from "../preflight/locate.ts";
import { openSession } from "../preflight/open.ts";
import { currentFolder } from "../system/current_folder.ts";
import { openJobScratch } from "./scratch.ts";

/** The checks of `doctor` that ask Codex and the disk; the others' rules are in `preflight/findings.ts`. */

/**
 * Can Codex read its settings?
 *
 * @throws {Failure} `preflight/start_failed`, `preflight/handshake_timeout`
 */
export async function settingsFinding(
  session: Session,
): Promise<Finding<null>> {
  const { length } = await session.mcpServers();
  return {
    value: null,
    summary: length === 0
      ? "Codex can read its settings"
      : "Codex can read its settings; MCP servers are off in a job",
    evidence: { mcpServers: length },
  };
}

/**
 * Can files be made in the workspace?
 *
 * @throws {Failure} `output/workspace_unusable`
 */
export async function workspaceFinding(folder: string): Promise<Finding<null>> {
  await checkWritable(await openWorkspace(folder, currentFolder()));
  return { value: null, summary: "The workspace can be written to" };
}

/**
 * Starts Codex in a private folder; both go with `cleanup`.
 *
 * @throws {Failure} `preflight/temp_unusable`, `preflight/start_failed`,
 * `preflight/handshake_timeout`, `runtime/cancelled`
 */
export async function handshakeFinding(
  policy: Policy,
  { program }: FoundCodex,
  signal: AbortSignal,
  cleanup: AsyncDisposableStack,
): Promise<Finding<Session>> {
  const scratch = await openJobScratch(cleanup);
  const session = await openSession({
    program,
    programArguments: [],
    cwd: scratch.work,
    policy,
    signal,
  });
  // Closing ends every question that is still open.
  const close = () => session.close();
  signal.addEventListener("abort", close);
  cleanup.defer(() => signal.removeEventListener("abort", close));
  cleanup.defer(close);
  return { value: session, summary: "Codex starts and answers" };
}
