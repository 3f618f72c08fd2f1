import { fileURLToPath } from "node:url";
import { assertRejects } from "@std/assert";
import { Connection } from "../../src/codex/connection.ts";
import { Session } from "../../src/codex/session.ts";
import { Failure } from "../../src/errors/failure.ts";
import { Child } from "../../src/system/child.ts";
import type { Script, Start, Step } from "./support_program.ts";
import { PATIENCE_MS } from "../support/pace.ts";

/** A time that no test waits for, in milliseconds. */
export const LONG: number = 10 * PATIENCE_MS;

/** How Deno runs `support_program.ts` with a script. */
export function programArguments(script: Script): readonly string[] {
  const program = new URL("./support_program.ts", import.meta.url);
  return [
    ...["run", "--quiet", "--no-config", "--no-lock", "--allow-all"],
    fileURLToPath(program),
    JSON.stringify(script),
  ];
}

/** A child that plays `script`. */
export function scriptedChild(script: Script): Child {
  return new Child(Deno.execPath(), {
    args: programArguments(script),
    cwd: Deno.cwd(),
    env: Deno.env.toObject(),
  });
}

/** Does `run` on a connection to a child that plays `script`, and ends it. */
export async function withConnection(
  script: Script,
  run: (connection: Connection) => Promise<void>,
): Promise<void> {
  const connection = new Connection(scriptedChild(script));
  try {
    await run(connection);
  } finally {
    await inTime(connection.close());
    await inTime(connection.ended);
  }
}

/** What Codex 0.122.0 answers while a thread is opened. */
export const readyCodex: Readonly<Record<string, readonly Step[][]>> = {
  initialize: [[{
    reply: { userAgent: "test/0.122.0 (Test; x86_64)", codexHome: "/nowhere" },
  }]],
  "config/read": [[{ reply: { config: {} } }]],
  "thread/start": [[{ reply: { thread: { id: "t1" }, model: "gpt-5.3" } }]],
};

/** How a test opens a session. */
export interface OpenOptions {
  readonly handshakeMs?: number;
  readonly signal?: AbortSignal;
}

/** Opens a session with a child that plays `script`. */
export function openSession(
  script: Script,
  options: OpenOptions = {},
): Promise<Session> {
  return Session.open({
    program: Deno.execPath(),
    programArguments: programArguments(script),
    env: Deno.env.toObject(),
    cwd: Deno.cwd(),
    client: { name: "test", title: "Test", version: "1.2.3" },
    handshakeMs: options.handshakeMs ?? PATIENCE_MS,
    signal: options.signal ?? new AbortController().signal,
  });
}

/** Does `run` with a session and ends its child. */
export async function withSession(
  script: Script,
  run: (session: Session) => Promise<void>,
): Promise<void> {
  const session = await openSession({
    ...script,
    on: { ...readyCodex, ...script.on },
  });
  try {
    await run(session);
  } finally {
    await inTime(session.close());
    await inTime(session.connection.ended);
  }
}

/** Rejects when `promise` takes longer than `milliseconds`. */
export async function inTime<T>(
  promise: Promise<T>,
  milliseconds = PATIENCE_MS,
): Promise<T> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(
    () => reject(new Error(`It took longer than ${milliseconds} ms`)),
    milliseconds,
  );
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** The failure of `act`, which has to come in time. */
export async function failureOf(act: () => Promise<unknown>): Promise<Failure> {
  return await assertRejects(() => inTime(act()), Failure);
}

/** What a program wrote into its log. */
export interface Log {
  readonly start: Start;
  readonly received: readonly {
    readonly method?: string;
    readonly params?: unknown;
  }[];
}

/** Reads the log of a program that has started. */
export async function readLog(path: string): Promise<Log> {
  const [start = "", ...received] = (await Deno.readTextFile(path)).trim()
    .split("\n");
  return {
    start: JSON.parse(start),
    received: received.map((line) => JSON.parse(line)),
  };
}

/** The methods in a log, in their order. */
export function methodsOf({ received }: Log): readonly (string | undefined)[] {
  return received.map(({ method }) => method);
}

/** UTF-8 bytes of a text. */
export function utf8(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text);
}
