import { Failure } from "../../errors/failure.ts";
import type { ProgressListener } from "../../generate/progress.ts";
import { recoveredWarnings } from "../../generate/recovered.ts";
import type { Receipt } from "../../generate/receipt.ts";
import { failureSentence } from "../failure_sentence.ts";
import { hostProgress } from "../progress.ts";
import type { Readiness } from "../readiness/readiness.ts";
import { unusableMessage } from "../unusable_message.ts";
import type { GenerateMessage, HostMessage } from "./host_message.ts";
import type { Replier } from "./reply.ts";

/** What a runner has others do. */
export interface RunnerParts {
  readonly reply: Replier;
  /** Prepares for jobs; never rejects. */
  readonly load: () => Promise<void>;
  readonly run: (
    message: GenerateMessage,
    context: {
      readonly progress: ProgressListener;
      readonly signal: AbortSignal;
    },
  ) => Promise<Receipt>;
  /** Never rejects. */
  readonly readiness: () => Promise<Readiness>;
  /** Is told every failure with all that is known of it. */
  readonly report: (failure: Failure) => void;
}

interface RunningJob {
  readonly stop: AbortController;
  readonly ended: Promise<void>;
}

/** Answers a host's messages; jobs run side by side and know nothing of each other. */
export class Runner {
  readonly #parts: RunnerParts;
  readonly #jobs = new Map<string, RunningJob>();
  #loaded: Promise<void> = Promise.resolve();

  constructor(parts: RunnerParts) {
    this.#parts = parts;
  }

  /** Acts on one message and does not wait for what it starts. */
  handle(message: Exclude<HostMessage, { action: "shutdown" }>): void {
    const { reply, readiness } = this.#parts;
    switch (message.action) {
      case "load":
        return this.#load();
      case "generate":
        return this.#start(message);
      case "cancel":
        // An unknown job has had its last message: one more would be taken for
        // the next job's.
        return this.#jobs.get(message.id)?.stop.abort();
      case "unload":
        return reply({ type: "unloaded" });
      case "runtime_readiness":
        return void readiness().then((status) =>
          reply({ type: "runtime_readiness", status })
        );
      case "unusable":
        return this.#refuse(message.id, message.problem);
    }
  }

  /** Cancels what runs; resolves once all of it has ended and been answered. */
  async stop(): Promise<void> {
    const jobs = [...this.#jobs.values()];
    jobs.forEach(({ stop }) => stop.abort());
    await Promise.all([this.#loaded, ...jobs.map(({ ended }) => ended)]);
  }

  #load(): void {
    const { reply, load } = this.#parts;
    this.#loaded = load().then(() => reply({ type: "loaded" }));
  }

  #start(message: GenerateMessage): void {
    if (this.#jobs.has(message.id)) return;
    const stop = new AbortController();
    const ended = this.#generate(message, stop.signal)
      .finally(() => this.#jobs.delete(message.id));
    this.#jobs.set(message.id, { stop, ended });
  }

  async #generate(
    message: GenerateMessage,
    signal: AbortSignal,
  ): Promise<void> {
    const { id } = message;
    const { reply, run } = this.#parts;
    const progress = hostProgress(({ percent, label }) =>
      reply({ type: "progress", id, pct: percent, step: label })
    );
    try {
      const receipt = await run(message, {
        progress: progress.listener,
        signal,
      });
      progress.stop();
      for (const message of receipt.warnings) {
        reply({ type: "log", level: "warning", message });
      }
      reply({ type: "done", id, output_path: receipt.path });
    } catch (thrown) {
      progress.stop();
      const failure = Failure.from(thrown);
      this.#parts.report(failure);
      for (const message of recoveredWarnings(failure)) {
        reply({ type: "log", level: "warning", message });
      }
      reply(
        signal.aborted
          ? { type: "cancelled", id }
          : { type: "error", id, message: failureSentence(failure) },
      );
    }
  }

  #refuse(id: string | undefined, problem: string): void {
    const failure = unusableMessage("request/invalid_request", problem);
    this.#parts.report(failure);
    this.#parts.reply({
      type: "error",
      ...(id === undefined ? {} : { id }),
      message: failureSentence(failure),
    });
  }
}
