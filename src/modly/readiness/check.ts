import { Failure } from "../../errors/failure.ts";
import { openJobScratch } from "../../generate/scratch.ts";
import { loadPolicy } from "../../policy/load.ts";
import { judgePlatform } from "../../policy/platforms.ts";
import type { Policy } from "../../policy/schema.ts";
import { requireAccount } from "../../preflight/account.ts";
import { locateCodex } from "../../preflight/locate.ts";
import { openSession, requireCodexVersion } from "../../preflight/open.ts";
import { versionOf } from "../../preflight/user_agent.ts";
import type { Environment } from "../../system/environment.ts";
import { hostPlatform } from "../../system/platform.ts";
import { timedOut, within } from "../../system/within.ts";
import { composeReadiness, type Findings } from "./compose.ts";
import type { Readiness } from "./readiness.ts";

/** The whole answer is due within this, in milliseconds: hosts are promised 2 s, our own start included. */
const ANSWER_MS = 1_500;
/** Of it, the most that the account may take, in milliseconds; newer Codex asks the network. */
const ACCOUNT_MS = 800;
/** Kept back so that an account that takes too long is not taken for a Codex that does, in milliseconds. */
const SPARE_MS = 50;

/** What is asked. */
export interface ReadinessOptions {
  readonly env: Environment;
  readonly signal: AbortSignal;
}

/** A check that has begun. */
export interface ReadinessCheck {
  /** Comes in time and never rejects. */
  readonly answer: Promise<Readiness>;
  /** Resolves once Codex has ended, which an answer does not wait for. */
  readonly ended: Promise<void>;
}

/** Everything found so far, for an answer that cannot wait for the rest. */
type Found = { -readonly [K in keyof Findings]: Findings[K] };

/**
 * Finds out whether images can be made here, with one Codex process and without
 * spending quota.
 */
export function checkReadiness(options: ReadinessOptions): ReadinessCheck {
  const found: Found = { platform: hostPlatform().key };
  const verdict = Promise.withResolvers<Failure | undefined>();
  const ended = examine(found, options, verdict.resolve);
  return { ended, answer: answer(found, verdict.promise) };
}

async function answer(
  found: Findings,
  verdict: Promise<Failure | undefined>,
): Promise<Readiness> {
  const failure = await within(verdict, ANSWER_MS);
  return composeReadiness(
    found,
    failure === timedOut ? new Failure("preflight/handshake_timeout") : failure,
    new Date(),
  );
}

/** Tells the verdict as soon as it is known, then clears away. */
async function examine(
  found: Found,
  options: ReadinessOptions,
  tell: (failure: Failure | undefined) => void,
): Promise<void> {
  await using cleanup = new AsyncDisposableStack();
  try {
    await ask(found, options, cleanup);
    tell(undefined);
  } catch (thrown) {
    tell(Failure.from(thrown));
  }
}

/** @throws {Failure} of the first thing that is not as a job needs it. */
async function ask(
  found: Found,
  { env, signal }: ReadinessOptions,
  cleanup: AsyncDisposableStack,
): Promise<void> {
  const due = performance.now() + ANSWER_MS - SPARE_MS;
  const { policy } = await loadPolicy({ env });
  const { os, key } = hostPlatform();
  const platform = judgePlatform(policy.platforms, key);
  if (platform.state === "refused") throw platform.failure;
  found.experimental = platform.state === "experimental";
  const { program } = await locateCodex(policy.codex, os, env);
  const scratch = await openJobScratch(cleanup);
  const session = await openSession({
    program,
    programArguments: [],
    cwd: scratch.work,
    policy: impatient(policy),
    signal,
  });
  cleanup.defer(() => session.close());
  found.version = versionOf(session.userAgent) ?? "unknown";
  requireCodexVersion(session, policy);
  const left = Math.max(0, Math.min(ACCOUNT_MS, due - performance.now()));
  const answers = await within(
    // A job reads the settings too, and cannot go on when they are broken.
    Promise.all([session.account(), session.mcpServers()]),
    left,
  );
  if (answers === timedOut) return;
  const [account] = answers;
  found.account = account;
  requireAccount(account, policy.plans);
}

function impatient(policy: Policy): Policy {
  const handshakeSeconds = Math.min(
    policy.limits.handshakeSeconds,
    ANSWER_MS / 1_000,
  );
  return { ...policy, limits: { ...policy.limits, handshakeSeconds } };
}
