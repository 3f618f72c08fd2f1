import type * as z from "zod/mini";
import { type Evidence, Failure } from "../errors/failure.ts";
import { redact } from "../errors/redact.ts";
import { Child } from "../system/child.ts";
import { Connection } from "./connection.ts";
import { appServerArguments } from "./flags.ts";
import { lossEvidence } from "./loss.ts";
import { initializeReply } from "./protocol.ts";
import type { Reply } from "./reply.ts";

/** How Codex introduces us to the service and in its logs. */
export interface ClientInfo {
  readonly name: string;
  readonly title: string;
  readonly version: string;
}

/** What a session is opened with. */
export interface SessionOptions {
  /** Absolute path of a program that takes Codex's arguments. */
  readonly program: string;
  /** Arguments before {@linkcode appServerArguments}. */
  readonly programArguments: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** An empty private folder; also the thread's working directory. */
  readonly cwd: string;
  readonly client: ClientInfo;
  /** Milliseconds Codex may take to answer its first request. */
  readonly handshakeMs: number;
  /** Aborting ends Codex. */
  readonly signal: AbortSignal;
  /** Milliseconds that each step of ending Codex may take. */
  readonly stepMs?: number | undefined;
}

/** What Codex says of itself. */
export type Handshake = z.infer<typeof initializeReply>;

/**
 * Starts Codex as an app-server.
 *
 * @throws {Failure} `preflight/start_failed`
 */
export function startAppServer(options: SessionOptions): Connection {
  try {
    return new Connection(
      new Child(options.program, {
        args: [...options.programArguments, ...appServerArguments],
        cwd: options.cwd,
        env: options.env,
        ...(options.stepMs === undefined ? {} : { stepMs: options.stepMs }),
      }),
    );
  } catch (cause) {
    throw new Failure("preflight/start_failed", {
      evidence: { reason: redact(cause instanceof Error ? cause.message : "") },
      cause,
    });
  }
}

/**
 * The first request, which Codex wants before any other.
 *
 * @throws {Failure} `preflight/start_failed`, `preflight/handshake_timeout`
 */
export async function shakeHands(
  connection: Connection,
  { client, handshakeMs }: SessionOptions,
): Promise<Handshake> {
  const reply = await connection.request("initialize", {
    clientInfo: client,
    capabilities: { experimentalApi: true },
  }, handshakeMs);
  if (reply.kind !== "result") throw refusal(reply, connection);
  const { data } = initializeReply.safeParse(reply.result);
  if (data === undefined) throw notCodex();
  connection.notify("initialized");
  return data;
}

/** The failure of a reply that is none of Codex's; `evidence` says to what. */
export function notCodex(evidence: Evidence = {}): Failure {
  return new Failure("preflight/start_failed", {
    message: "The program found does not answer as Codex does",
    evidence,
  });
}

function refusal(
  reply: Exclude<Reply, { kind: "result" }>,
  connection: Connection,
): Failure {
  switch (reply.kind) {
    case "timeout":
      return new Failure("preflight/handshake_timeout", {
        evidence: { stderr: connection.stderr },
      });
    case "error":
      return new Failure("preflight/start_failed", {
        message: "Codex refused to start a session",
        evidence: { reason: redact(reply.message) },
      });
    case "lost":
      return new Failure("preflight/start_failed", {
        evidence: lossEvidence(reply.ending, connection),
      });
  }
}
