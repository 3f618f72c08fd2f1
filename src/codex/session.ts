import type { z } from "zod";
import { Failure } from "../errors/failure.ts";
import { redact } from "../errors/redact.ts";
import { Child } from "../system/child.ts";
import { type AccountAnswer, readAccount } from "./account.ts";
import { Connection, type Reply } from "./connection.ts";
import { appServerArguments } from "./flags.ts";
import { lossEvidence } from "./loss.ts";
import { mcpServersOff } from "./mcp.ts";
import { configReply, initializeReply, threadReply } from "./protocol.ts";
import { whileOpen } from "./while_open.ts";

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
}

/** A conversation in which one turn can be run. */
export interface Thread {
  readonly id: string;
  /** The model that Codex chose. */
  readonly model: string | null;
}

/** Most that a request other than the handshake may take, in milliseconds. */
const REQUEST_MS = 30_000;
/** JSON-RPC error of a busy app-server, which may be asked again (G12). */
const BUSY = -32001;
/** Waits before asking a busy app-server again, in milliseconds; jitter is added. */
const BUSY_WAITS_MS = [200, 600, 1_800];

/** One running `codex app-server` that has shaken hands. */
export class Session {
  /** As Codex names itself, such as `modly/0.169.0 (Debian 12; x86_64) ...`. */
  readonly userAgent: string;
  /** Codex's own folder, where it saves images; unknown on old versions. */
  readonly codexHome: string | undefined;

  private constructor(
    readonly connection: Connection,
    readonly cwd: string,
    handshake: { userAgent: string; codexHome?: string | undefined },
  ) {
    this.userAgent = handshake.userAgent;
    this.codexHome = handshake.codexHome;
  }

  /**
   * Starts Codex and shakes hands.
   *
   * @throws {Failure} `preflight/start_failed`, `preflight/handshake_timeout`,
   * `runtime/cancelled`; Codex is gone then.
   */
  static open(options: SessionOptions): Promise<Session> {
    const connection = new Connection(start(options));
    return whileOpen(connection, options.signal, async () => {
      const reply = await connection.request("initialize", {
        clientInfo: options.client,
        capabilities: { experimentalApi: true },
      }, options.handshakeMs);
      const handshake = readHandshake(reply, connection);
      connection.notify("initialized");
      return new Session(connection, options.cwd, handshake);
    });
  }

  /** Which account Codex is logged in with; may ask the network for up to 8 s. */
  account(): Promise<AccountAnswer> {
    return readAccount(this.connection);
  }

  /**
   * Opens a thread that may run nothing: approvals refused, sandbox read-only,
   * the user's MCP servers off, nothing written to the session history.
   *
   * @throws {Failure} `runtime/call_failed`
   */
  async startThread(baseInstructions: string): Promise<Thread> {
    const config = await this.#ask(configReply, "config/read", {
      includeLayers: false,
    });
    const { thread, model } = await this.#ask(threadReply, "thread/start", {
      cwd: this.cwd,
      approvalPolicy: "never",
      sandbox: "read-only",
      ephemeral: true,
      baseInstructions,
      config: mcpServersOff(Object.keys(config.config.mcp_servers ?? {})),
    });
    return { id: thread.id, model: model ?? null };
  }

  /** Ends Codex and everything it started. */
  close(): Promise<void> {
    return this.connection.close();
  }

  async #ask<T>(
    schema: z.ZodType<T>,
    method: string,
    params: unknown,
  ): Promise<T> {
    const { data } = schema.safeParse(await this.#request(method, params));
    if (data !== undefined) return data;
    throw new Failure("runtime/call_failed", {
      message: `Codex answered ${method} in a form this version does not know`,
      retry: "safe",
    });
  }

  /** Nothing has been charged before a turn, so a busy Codex is asked again. */
  async #request(
    method: string,
    params: unknown,
    [wait, ...laterWaits] = BUSY_WAITS_MS,
  ): Promise<unknown> {
    const reply = await this.connection.request(method, params, REQUEST_MS);
    if (reply.kind === "result") return reply.result;
    const busy = reply.kind === "error" && reply.code === BUSY;
    if (!busy || wait === undefined) {
      throw requestFailure(method, reply, this.connection);
    }
    await pause(wait * (1 + Math.random()));
    return this.#request(method, params, laterWaits);
  }
}

function start(options: SessionOptions): Child {
  try {
    return new Child(options.program, {
      args: [...options.programArguments, ...appServerArguments],
      cwd: options.cwd,
      env: options.env,
    });
  } catch (error) {
    throw new Failure("preflight/start_failed", {
      evidence: { reason: redact(error instanceof Error ? error.message : "") },
      cause: error,
    });
  }
}

function readHandshake(
  reply: Reply,
  connection: Connection,
): z.infer<typeof initializeReply> {
  switch (reply.kind) {
    case "result": {
      const { data } = initializeReply.safeParse(reply.result);
      if (data) return data;
      throw new Failure("preflight/start_failed", {
        message: "The program found does not answer as Codex does",
      });
    }
    case "timeout":
      throw new Failure("preflight/handshake_timeout", {
        evidence: { stderr: connection.stderr },
      });
    case "error":
      throw new Failure("preflight/start_failed", {
        message: "Codex refused to start a session",
        evidence: { reason: redact(reply.message) },
      });
    case "lost":
      throw new Failure("preflight/start_failed", {
        evidence: lossEvidence(reply.ending, connection),
      });
  }
}

/** A request before the turn failed: no image was asked for yet. */
function requestFailure(
  method: string,
  reply: Exclude<Reply, { kind: "result" }>,
  connection: Connection,
): Failure {
  const evidence = reply.kind === "lost"
    ? lossEvidence(reply.ending, connection)
    : reply.kind === "error"
    ? { reason: redact(reply.message) }
    : { reason: `no answer within ${REQUEST_MS / 1_000} s` };
  return new Failure("runtime/call_failed", {
    message: `Codex could not do ${method}`,
    retry: "safe",
    evidence,
  });
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
