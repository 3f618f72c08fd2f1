import { timedOut, within } from "./within.ts";
import { killTree, killTreeNow, type StopSignal } from "./process_tree.ts";

/** How a child process ended. */
export interface ChildExit {
  readonly code: number;
  readonly signal: string | null;
}

/** What a child is started with; its environment is exactly `env`. */
export interface ChildOptions {
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  /** Milliseconds that each step of ending it may take; {@linkcode STEP_MS} if not given. */
  readonly stepMs?: number;
}

/** How long each step of ending a child may take, in milliseconds. */
const STEP_MS = 2_000;

/**
 * A child process with piped stdio that leads a process group of its own, so
 * that helpers it started end with it and a Ctrl-C in the terminal reaches
 * only us.
 */
export class Child {
  readonly stdout: ReadableStream<Uint8Array>;
  readonly stderr: ReadableStream<Uint8Array>;
  readonly exited: Promise<ChildExit>;
  readonly #process: Deno.ChildProcess;
  readonly #stdin: WritableStreamDefaultWriter<Uint8Array>;
  readonly #stepMs: number;
  #stdinClosed = false;
  #stopping: Promise<void> | undefined;

  /**
   * Starts `program`.
   *
   * @throws {Error} of the operating system when it cannot be started.
   */
  constructor(program: string, options: ChildOptions) {
    this.#process = new Deno.Command(program, {
      args: [...options.args],
      cwd: options.cwd,
      env: { ...options.env },
      clearEnv: true,
      detached: Deno.build.os !== "windows",
      stdin: "piped",
      stdout: "piped",
      stderr: "piped",
    }).spawn();
    this.#stepMs = options.stepMs ?? STEP_MS;
    this.#stdin = this.#process.stdin.getWriter();
    this.#stdin.closed.catch(() => this.#stdinClosed = true);
    this.stdout = this.#process.stdout;
    this.stderr = this.#process.stderr;
    this.exited = this.#process.status.then(({ code, signal }) => ({
      code,
      signal,
    }));
    // Whoever exits without stopping the child, as a second Ctrl-C does, ends
    // it all the same: Deno fires this on every way out that is not a kill.
    const endNow = () => killTreeNow(this.#process.pid);
    addEventListener("unload", endNow);
    this.exited.then(() => removeEventListener("unload", endNow));
  }

  /** Writes to the child's stdin; rejects once the child no longer reads. */
  async write(bytes: Uint8Array): Promise<void> {
    await this.#stdin.ready;
    await this.#stdin.write(bytes);
  }

  /**
   * Ends the child and its helpers: end of input, then SIGTERM, then SIGKILL
   * to the group, one step apart. Never rejects; later calls join the first.
   * End of input comes first because Codex leaves on it, and it has to come
   * from us: a killed child's stdin stays open in Deno.
   */
  stop(): Promise<void> {
    return this.#stopping ??= this.#stop();
  }

  async #stop(): Promise<void> {
    this.#closeInput();
    if (!await this.#endsWithin(this.#stepMs)) {
      await this.#kill("SIGTERM");
      if (!await this.#endsWithin(this.#stepMs)) {
        await this.#kill("SIGKILL");
        await this.#endsWithin(this.#stepMs);
      }
    }
    await this.#kill("SIGKILL");
  }

  #closeInput(): void {
    if (this.#stdinClosed) return;
    this.#stdinClosed = true;
    // `abort` and not `close`, which waits for bytes that a hung child never
    // reads; and not awaited, because a write in flight holds it up too.
    this.#stdin.abort().catch(ignoreBrokenPipe);
  }

  async #endsWithin(milliseconds: number): Promise<boolean> {
    return await within(this.exited, milliseconds) !== timedOut;
  }

  #kill(signal: StopSignal): Promise<void> {
    return killTree(this.#process.pid, signal);
  }
}

/** The pipe of a child that is gone: nothing is left to tell it. */
function ignoreBrokenPipe(): void {}
