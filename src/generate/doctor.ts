import type { Session } from "../codex/session.ts";
import { readUsage } from "../codex/usage.ts";
import { Failure } from "../errors/failure.ts";
import { loadPolicy } from "../policy/load.ts";
import type { Policy } from "../policy/schema.ts";
import { Checkup, type Passed } from "../preflight/checkup.ts";
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
import type { DoctorReport } from "../preflight/report.ts";
import { environment } from "../system/environment.ts";
import { shownPath } from "../system/folders.ts";
import { hostPlatform } from "../system/platform.ts";
import {
  handshakeFinding,
  settingsFinding,
  workspaceFinding,
} from "./doctor_findings.ts";

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
  const { policy, program } = await checkPolicyAndProgram(checkup, options);
  const [session] = await Promise.all([
    checkup.run(
      "codex.handshake",
      both(policy, program),
      ([policy, program]) =>
        handshakeFinding(policy, program, options.signal, cleanup),
    ),
    // Codex takes longer to start than this.
    checkup.run("workspace", { value: options.workspace }, workspaceFinding),
  ]);
  const version = await checkVersion(checkup, policy, session);
  await checkAccount(
    checkup,
    policy,
    version === undefined ? undefined : session,
  );
  if (options.signal.aborted) throw new Failure("runtime/cancelled");
  return checkup.report();
}

/** What needs no process; a program is not given where the platform is refused. */
async function checkPolicyAndProgram(
  checkup: Checkup,
  { policyFile }: DoctorOptions,
): Promise<{ policy: Passed<Policy>; program: Passed<FoundCodex> }> {
  const { os, key } = hostPlatform();
  const sources = {
    env: environment,
    ...(policyFile === undefined ? {} : { file: policyFile }),
  };
  const policy = await checkup.run(
    "policy",
    { value: sources },
    async (sources) => policyFinding(await loadPolicy(sources)),
  );
  const platform = await checkup.run(
    "platform",
    policy,
    (policy) => platformFinding(policy, key),
  );
  const found = await checkup.run("codex.found", policy, async ({ codex }) => {
    const found = await locateCodex(codex, os, environment);
    return {
      value: found,
      summary: `Codex was ${found.how}`,
      evidence: { program: shownPath(found.program, os, environment) },
    };
  });
  return { policy, program: platform === undefined ? undefined : found };
}

/** Is this a version that the policy allows, and one that was tested? */
async function checkVersion(
  checkup: Checkup,
  policy: Passed<Policy>,
  session: Passed<Session>,
): Promise<Passed<string>> {
  const version = await checkup.run(
    "codex.version",
    both(policy, session),
    ([policy, session]) => versionFinding(policy, session),
  );
  await checkup.run(
    "codex.evidence",
    both(policy, version),
    ([policy, version]) =>
      validationFinding(policy, version, hostPlatform().key),
  );
  return version;
}

/** What Codex is asked for: its settings, its login, the account's plan and usage. */
async function checkAccount(
  checkup: Checkup,
  policy: Passed<Policy>,
  session: Passed<Session>,
): Promise<void> {
  // Two of three may ask the network: side by side they take the time of one.
  const usage = session && readUsage(session.value.connection);
  const [account] = await Promise.all([
    checkup.run(
      "account.login",
      session,
      async (session) => loginFinding(await session.account()),
    ),
    checkup.run("codex.settings", session, settingsFinding),
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
}

/** Passed when both have. */
function both<A, B>(a: Passed<A>, b: Passed<B>): Passed<readonly [A, B]> {
  return a && b && { value: [a.value, b.value] };
}
