import type { Session } from "../codex/session.ts";
import { readUsage } from "../codex/usage.ts";
import { Failure } from "../errors/failure.ts";
import { openWorkspace } from "../output/workspace.ts";
import { checkWritable } from "../output/writable.ts";
import { loadPolicy } from "../policy/load.ts";
import type { Policy } from "../policy/schema.ts";
import { Checkup, type Finding, type Passed } from "../preflight/checkup.ts";
import {
  loginFinding,
  planFinding,
  platformFinding,
  policyFinding,
  usageFinding,
  validationFinding,
  versionFinding,
} from "../preflight/findings.ts";
import { type FoundCodex, locateCodex } from "../preflight/locate.ts";
import { openSession } from "../preflight/open.ts";
import type { DoctorReport } from "../preflight/report.ts";
import { currentFolder } from "../system/current_folder.ts";
import { type Environment, shownPath } from "../system/folders.ts";
import { hostPlatform } from "../system/platform.ts";
import { openJobScratch } from "./scratch.ts";

/** What `doctor` looks at. */
export interface DoctorOptions {
  readonly workspace: string;
  /** The file of `--policy`. */
  readonly policyFile?: string;
  readonly signal: AbortSignal;
}

/**
 * Checks everything that an image job needs, with one Codex process and
 * without spending quota. What it finds is the answer and never thrown.
 *
 * @throws {Failure} `runtime/cancelled`
 */
export async function doctor(options: DoctorOptions): Promise<DoctorReport> {
  await using cleanup = new AsyncDisposableStack();
  const checkup = new Checkup();
  const { os, key } = hostPlatform();
  const env: Environment = (name) => Deno.env.get(name);

  const policy = await checkup.run(
    "policy",
    { value: null },
    async () =>
      policyFinding(
        await loadPolicy({
          env,
          ...(options.policyFile === undefined
            ? {}
            : { file: options.policyFile }),
        }),
      ),
  );
  const platform = await checkup.run(
    "platform",
    policy,
    (policy) => platformFinding(policy, key),
  );
  const found = await checkup.run("codex.found", policy, async ({ codex }) => {
    const found = await locateCodex(codex, os, env);
    return {
      value: found,
      summary: `Codex was ${found.how}`,
      evidence: { program: shownPath(found.program, os, env) },
    };
  });
  const [session] = await Promise.all([
    checkup.run(
      "codex.handshake",
      both(policy, platform && found),
      async ([policy, found]) => {
        const session = await handshake(policy, found, options.signal, cleanup);
        return { value: session, summary: "Codex starts and answers" };
      },
    ),
    // Codex takes longer to start than this.
    checkup.run("workspace", { value: options.workspace }, workspaceFinding),
  ]);
  const version = await checkup.run(
    "codex.version",
    both(policy, session),
    ([policy, session]) => versionFinding(policy, session),
  );
  await checkup.run(
    "codex.evidence",
    both(policy, version),
    ([policy, version]) => validationFinding(policy, version, key),
  );

  const usable = version && session;
  // Two of three may ask the network: side by side they take the time of one.
  const usage = usable && readUsage(usable.value.connection);
  const [account] = await Promise.all([
    checkup.run(
      "account.login",
      usable,
      async (session) => loginFinding(await session.account()),
    ),
    checkup.run("codex.settings", usable, settingsFinding),
  ]);
  await checkup.run(
    "account.plan",
    both(policy, account),
    ([policy, account]) => planFinding(policy, account),
  );
  await checkup.run(
    "account.usage",
    account,
    async () => usageFinding(await usage),
  );
  if (options.signal.aborted) throw new Failure("runtime/cancelled");
  return checkup.report();
}

async function settingsFinding(session: Session): Promise<Finding<null>> {
  const { length } = await session.mcpServers();
  return {
    value: null,
    summary: length === 0
      ? "Codex can read its settings"
      : "Codex can read its settings; MCP servers are off in a job",
    evidence: { mcpServers: length },
  };
}

async function workspaceFinding(folder: string): Promise<Finding<null>> {
  await checkWritable(await openWorkspace(folder, currentFolder()));
  return { value: null, summary: "The workspace can be written to" };
}

async function handshake(
  policy: Policy,
  { program }: FoundCodex,
  signal: AbortSignal,
  cleanup: AsyncDisposableStack,
): Promise<Session> {
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
  return session;
}

function both<A, B>(a: Passed<A>, b: Passed<B>): Passed<readonly [A, B]> {
  return a && b && { value: [a.value, b.value] };
}
