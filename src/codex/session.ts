import type * as z from "zod/mini";
import { Failure } from "../errors/failure.ts";
import { redact } from "../errors/redact.ts";
import { type AccountAnswer, readAccount } from "./account.ts";
import type { Connection } from "./connection.ts";
import {
  type Handshake,
  notCodex,
  type SessionOptions,
  shakeHands,
  startAppServer,
} from "./handshake.ts";
import { lossEvidence } from "./loss.ts";
import { mcpServersOff } from "./mcp.ts";
import { configReply, threadReply } from "./protocol.ts";
import type { Reply } from "./reply.ts";
import { whileOpen } from "./while_open.ts";

/** A conversation in which one turn can be run. */
export interface Thread {
  readonly id: string;
  /** The model that Codex chose. */
  readonly model: string | null;
}

/** Most that a request other than the handshake may take, in milliseconds. */
const REQUEST_MS = 30_000;
/** JSON-RPC error of a busy app-server, which may be asked again (guarantee G12). */
const BUSY = -32001;
/** Waits before asking a busy app-server again, in milliseconds; jitter is added. */
const BUSY_WAITS_MS = [150, 450, 1_350];

/** One running `codex app-server` that has shaken hands. */
export class Session {
  /** As Codex names itself, such as `modly/0.169.0 (Debian 12; x86_64) ...`. */
  readonly userAgent: string;
  /** Codex's own folder, where it saves images; unknown on old versions. */
  readonly codexHome: string | undefined;

  private constructor(
    readonly connection: Connection,
    readonly cwd: string,
    handshake: Handshake,
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
  static async open(options: SessionOptions): Promise<Session> {
    const connection = startAppServer(options);
    return await whileOpen(connection, options.signal, async () => {
      const handshake = await shakeHands(connection, options);
      return new Session(connection, options.cwd, handshake);
    });
  }

  /** Which account Codex is logged in with; may ask the network for up to 8 s. */
  account(): Promise<AccountAnswer> {
    return readAccount(this.connection);
  }

  /**
   * The names of the MCP servers in the user's settings, which shows as well
   * that Codex can read those.
   *
   * @throws {Failure} `preflight/start_failed`, `preflight/handshake_timeout`
   */
  async mcpServers(): Promise<readonly string[]> {
    const { config } = await this.#ask(configReply, "config/read", {
      includeLayers: false,
    });
    return Object.keys(config.mcp_servers ?? {});
  }

  /**
   * Opens a thread that may run nothing: approvals refused, sandbox read-only,
   * the user's MCP servers off, nothing written to the session history.
   *
   * @throws {Failure} `preflight/start_failed`, `preflight/handshake_timeout`
   */
  async startThread(baseInstructions: string): Promise<Thread> {
    const servers = await this.mcpServers();
    const { thread, model } = await this.#ask(threadReply, "thread/start", {
      cwd: this.cwd,
      approvalPolicy: "never",
      sandbox: "read-only",
      ephemeral: true,
      baseInstructions,
      config: mcpServersOff(servers),
    });
    return { id: thread.id, model: model ?? null };
  }

  /** Ends Codex and everything it started. */
  close(): Promise<void> {
    return this.connection.close();
  }

  async #ask<T>(
    schema: z.ZodMiniType<T>,
    method: string,
    params: unknown,
  ): Promise<T> {
    const { data } = schema.safeParse(await this.#request(method, params));
    if (data !== undefined) return data;
    throw notCodex({ method });
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

/** A request before the turn failed: no image was asked for yet. */
function requestFailure(
  method: string,
  reply: Exclude<Reply, { kind: "result" }>,
  connection: Connection,
): Failure {
  switch (reply.kind) {
    case "timeout":
      return new Failure("preflight/handshake_timeout", {
        evidence: { method, stderr: connection.stderr },
      });
    case "lost":
      return new Failure("preflight/start_failed", {
        message: "Codex ended before it could be asked for the image",
        evidence: { method, ...lossEvidence(reply.ending, connection) },
      });
    case "error":
      return new Failure("preflight/start_failed", {
        message: `Codex could not do ${method}`,
        remedy: method === "config/read"
          ? "Mend config.toml in Codex's folder, ~/.codex or CODEX_HOME, at the place given"
          : "Read the reason given; mend it, then run: codex --version",
        evidence: { reason: redact(reply.message) },
      });
  }
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
