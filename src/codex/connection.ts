import { redact } from "../errors/redact.ts";
import type { Child } from "../system/child.ts";
import { ChunkReader } from "../system/chunk_reader.ts";
import { LineOverflow, LineSplitter } from "../system/lines.ts";
import { timedOut, within } from "../system/within.ts";
import { MAX_JUNK_LINES, MAX_LINE_BYTES } from "./limits.ts";
import { type Message, type Notification, readMessage } from "./messages.ts";
import { PendingRequests } from "./pending.ts";
import { refuse } from "./refusals.ts";
import type { Ending, Reply } from "./reply.ts";
import { Tail } from "./tail.ts";

/** A child that takes no input for this long is not listening, in milliseconds (guarantee G13). */
const WRITE_MS = 5_000;
/**
 * How long the pipe of an ended child is read out, in milliseconds: what waits
 * for it fails within 250 (guarantee G9).
 */
const DRAIN_MS = 200;
/** How much of stderr is kept, in bytes. */
const STDERR_BYTES = 16 * 1024;
/** How much of stderr is shown, in characters. */
const STDERR_SHOWN = 1_000;

const encoder = new TextEncoder();

/**
 * JSON lines with a running app-server: requests get their reply, requests
 * from Codex are refused at once, notifications go to the listener. Every
 * request ends, whatever the other side does.
 */
export class Connection {
  /** Resolves once nothing more can arrive; never rejects. */
  readonly ended: Promise<Ending>;
  /** Receives notifications in the order in which they arrive. */
  onNotification: (notification: Notification) => void = () => {};
  readonly #child: Child;
  readonly #pending = new PendingRequests();
  readonly #stderr = new Tail(STDERR_BYTES);
  readonly #end = Promise.withResolvers<Ending>();
  #ending: Ending | undefined;
  #junkLines = 0;
  #writes: Promise<void> = Promise.resolve();

  constructor(child: Child) {
    this.#child = child;
    this.ended = this.#end.promise;
    const reading = this.#readMessages();
    this.#readErrors();
    child.exited.then(async (exit) => {
      // What Codex said just before it ended is still in the pipe; a helper
      // that holds the pipe open must not hold us.
      await within(reading, DRAIN_MS);
      this.#finish({ kind: "exited", exit });
    });
    reading.then(async () => {
      // Mostly because Codex is about to exit, which says more.
      const exit = await within(child.exited, DRAIN_MS);
      this.#finish(
        exit === timedOut ? { kind: "silent" } : { kind: "exited", exit },
      );
    });
  }

  /** Sends a request; the reply comes within `timeoutMs` milliseconds. */
  request(
    method: string,
    params: unknown,
    timeoutMs: number,
  ): Promise<Reply> {
    if (this.#ending) {
      return Promise.resolve({ kind: "lost", ending: this.#ending });
    }
    const { id, reply } = this.#pending.open(timeoutMs);
    this.#send({ method, id, params });
    return reply;
  }

  /** Sends a notification. */
  notify(method: string): void {
    this.#send({ method });
  }

  /** The last that Codex wrote to stderr, unmasked: for rules, not for showing. */
  get rawStderr(): string {
    return this.#stderr.text();
  }

  /** The last that Codex wrote to stderr, safe to show. */
  get stderr(): string {
    return redact(this.#stderr.wholeLines(), Infinity).slice(-STDERR_SHOWN);
  }

  /** Ends Codex and everything it started; takes 6 s at most. */
  async close(): Promise<void> {
    await this.#child.stop();
  }

  #send(message: unknown): void {
    const bytes = encoder.encode(`${JSON.stringify(message)}\n`);
    this.#writes = this.#writes.then(() => this.#write(bytes));
  }

  async #write(bytes: Uint8Array): Promise<void> {
    if (this.#ending) return;
    const stuck = setTimeout(
      () => this.#finish({ kind: "not reading" }),
      WRITE_MS,
    );
    // A broken pipe is no news: the child is ending and says so by its exit.
    const written = this.#child.write(bytes).catch(ignoreClosed);
    await Promise.race([written, this.ended]);
    clearTimeout(stuck);
  }

  async #readMessages(): Promise<void> {
    const splitter = new LineSplitter(MAX_LINE_BYTES);
    const reader = new ChunkReader(this.#child.stdout);
    this.ended.then(() => reader.cancel());
    try {
      for (;;) {
        const chunk = await reader.read();
        if (chunk === undefined || this.#ending) return;
        for (const line of splitter.push(chunk)) this.#receive(line);
      }
    } catch (error) {
      if (!(error instanceof LineOverflow)) throw error;
      this.#finish({ kind: "overflow" });
    }
  }

  async #readErrors(): Promise<void> {
    const reader = new ChunkReader(this.#child.stderr);
    this.ended.then(() => reader.cancel());
    for (;;) {
      const chunk = await reader.read();
      if (chunk === undefined) return;
      this.#stderr.push(chunk);
    }
  }

  #receive(line: string): void {
    const message = readMessage(line);
    if (message === undefined) {
      if (++this.#junkLines > MAX_JUNK_LINES) this.#finish({ kind: "junk" });
    } else this.#dispatch(message);
  }

  #dispatch(message: Message): void {
    switch (message.kind) {
      case "request":
        return this.#send({ id: message.id, ...refuse(message.method) });
      case "notification":
        return this.onNotification(message);
      case "error":
        return this.#pending.settle(message.id, {
          kind: "error",
          ...message.error,
        });
      case "result":
        return this.#pending.settle(message.id, message);
    }
  }

  #finish(ending: Ending): void {
    if (this.#ending) return;
    this.#ending = ending;
    this.#pending.lose(ending);
    this.#end.resolve(ending);
  }
}

/** A pipe that is already closed has nothing left to write to. */
function ignoreClosed(): void {}
