import { dirname } from "@std/path";
import { codexEnvironment } from "../codex/environment.ts";
import { Session } from "../codex/session.ts";
import { Failure } from "../errors/failure.ts";
import type { Policy } from "../policy/schema.ts";
import { requireVersion } from "../policy/version_failure.ts";
import { allVariables, environment } from "../system/environment.ts";
import { hostPlatform } from "../system/platform.ts";
import { product } from "../system/product.ts";
import { absoluteHome, explainedByHome } from "./codex_home.ts";
import { versionOf } from "./user_agent.ts";

/** What is started and where. */
export interface OpenOptions {
  readonly program: string;
  readonly programArguments: readonly string[];
  /** An empty private folder. */
  readonly cwd: string;
  readonly policy: Policy;
  readonly signal: AbortSignal;
  /** Milliseconds that each step of ending Codex may take. */
  readonly stepMs?: number | undefined;
}

/** A Codex that runs and has a version the policy allows. */
export interface OpenCodex {
  readonly session: Session;
  readonly version: string;
}

/**
 * Starts Codex, shakes hands and checks its version. The same process goes on
 * to answer for the account and to make the image.
 *
 * @throws {Failure} `preflight/start_failed`, `preflight/handshake_timeout`,
 * `preflight/unsupported_version`, `runtime/cancelled`; Codex is gone then.
 */
export async function openCodex(options: OpenOptions): Promise<OpenCodex> {
  const session = await openSession(options);
  try {
    return {
      session,
      version: requireCodexVersion(session, options.policy),
    };
  } catch (error) {
    await session.close();
    throw error;
  }
}

/**
 * The first half of {@linkcode openCodex}: any version.
 *
 * @throws {Failure} `preflight/start_failed`, `preflight/handshake_timeout`,
 * `runtime/cancelled`; Codex is gone then.
 */
export async function openSession(options: OpenOptions): Promise<Session> {
  const { os } = hostPlatform();
  const own = { ...allVariables(), ...absoluteHome(environment) };
  const opening = Session.open({
    program: options.program,
    programArguments: options.programArguments,
    env: codexEnvironment(own, dirname(options.program), {
      pathSeparator: os === "windows" ? ";" : ":",
      ignoreCase: os === "windows",
    }),
    cwd: options.cwd,
    client: {
      name: product.name,
      title: product.title,
      version: product.version,
    },
    handshakeMs: options.policy.limits.handshakeSeconds * 1_000,
    signal: options.signal,
    stepMs: options.stepMs,
  });
  return await opening.catch(async (thrown) => {
    throw await explainedByHome(Failure.from(thrown), os, environment);
  });
}

/**
 * The second half of {@linkcode openCodex}.
 *
 * @throws {Failure} `preflight/unsupported_version`
 */
export function requireCodexVersion(session: Session, policy: Policy): string {
  const version = versionOf(session.userAgent);
  if (version === undefined) {
    throw new Failure("preflight/unsupported_version", {
      message: "Codex does not say which version it is",
    });
  }
  requireVersion(policy.codex, version);
  return version;
}
