import type { Ending, Reply } from "./reply.ts";
import type { CodexImage, Junk } from "./image_item.ts";
import { turnReply } from "./protocol.ts";
import type { Session, Thread } from "./session.ts";
import { type ImageHandling, TurnImages } from "./turn_images.ts";
import { TurnRecord } from "./turn_record.ts";
import { judgeTurn, type Stop, type TurnMoment } from "./turn_rules.ts";
import { Pulse } from "../system/pulse.ts";

/** What a turn is given. */
export interface TurnInput {
  readonly text: string;
  /** Absolute paths of the attached images, in order. */
  readonly images: readonly string[];
}

/** How a turn is followed; times in milliseconds of `performance.now()`. */
export interface TurnOptions extends ImageHandling {
  readonly deadline: number;
  readonly stallMs: number;
  readonly signal: AbortSignal;
  /**
   * How long an interrupted turn may take to end; if not given,
   * {@linkcode INTERRUPT_MS}, or {@linkcode CANCEL_MS} once `signal` is aborted.
   */
  readonly interruptMs?: number;
}

/** All that came of a turn. */
export interface TurnOutcome {
  /** Whole images in their order; the first one was secured. */
  readonly images: readonly CodexImage[];
  /** Whole images that are larger than the policy allows. */
  readonly overLimit: readonly CodexImage[];
  /** Why items that claimed to be images were none, or could not be taken. */
  readonly junk: readonly Junk[];
  /** Why the turn was no longer followed; `image`: because there is one. */
  readonly why: Stop | "image";
  readonly record: TurnRecord;
  readonly reply: Reply | undefined;
  readonly ending: Ending | undefined;
}

/** How long Codex may take to accept a turn. */
const START_MS = 30_000;
/** How long an interrupted turn may take to end; 10 ms in practice. */
const INTERRUPT_MS = 2_000;
/**
 * And one whose user waits for the end: with the 4 s that ending a stubborn
 * Codex takes, it stays below the 5 s promised (guarantee G14).
 */
const CANCEL_MS = 500;

/**
 * Runs one turn to its first whole image, then interrupts it: the agent would
 * often go on working. Whatever happens, what the turn brought is in the
 * outcome; only `read` and `secure` can make it throw.
 */
export async function runTurn(
  session: Session,
  thread: Thread,
  input: TurnInput,
  options: TurnOptions,
): Promise<TurnOutcome> {
  const turn = new RunningTurn(session, thread, options);
  turn.start(input);
  const why = await turn.follow();
  if (why !== "ended" && why !== "refused" && why !== "lost") {
    await turn.interrupt();
  }
  return turn.outcome(why);
}

class RunningTurn {
  readonly #session: Session;
  readonly #options: TurnOptions;
  readonly #record: TurnRecord;
  readonly #pulse = new Pulse();
  readonly #images: TurnImages;
  readonly #wake = () => this.#pulse.beat();
  #lastLife = performance.now();
  #reply: Reply | undefined;
  #ending: Ending | undefined;

  constructor(session: Session, thread: Thread, options: TurnOptions) {
    this.#session = session;
    this.#options = options;
    this.#record = new TurnRecord(thread.id);
    this.#images = new TurnImages(options);
  }

  start(input: TurnInput): void {
    const { connection } = this.#session;
    connection.onNotification = (notification) => {
      if (!this.#record.apply(notification)) return;
      this.#lastLife = performance.now();
      this.#pulse.beat();
    };
    connection.ended.then((ending) => {
      this.#ending = ending;
      this.#pulse.beat();
    });
    this.#options.signal.addEventListener("abort", this.#wake);
    connection.request("turn/start", {
      threadId: this.#record.threadId,
      input: [
        { type: "text", text: input.text, text_elements: [] },
        ...input.images.map((path) => ({ type: "localImage", path })),
      ],
    }, START_MS).then((reply) => this.#started(reply));
  }

  /** Waits for a whole image or for a reason to stop, and gives back which. */
  async follow(): Promise<Stop | "image"> {
    for (;;) {
      const next = this.#pulse.next();
      const { signal, deadline } = this.#options;
      await this.#images.readNew(
        this.#record,
        () => !signal.aborted && performance.now() < deadline,
      );
      if (this.#images.whole.length > 0) return "image";
      const step = judgeTurn(this.#record, this.#moment());
      if (step.kind === "stop") return step.why;
      await next.within(step.until - performance.now());
    }
  }

  /** Stops the turn and takes in what still arrives until it has ended. */
  async interrupt(): Promise<void> {
    const startedAt = performance.now();
    let asked = false;
    while (!this.#record.end && !this.#ending) {
      const left = startedAt + this.#patience() - performance.now();
      if (left <= 0) break;
      const next = this.#pulse.next();
      const { threadId, turnId } = this.#record;
      if (!asked && turnId !== undefined) {
        asked = true;
        this.#session.connection.request(
          "turn/interrupt",
          { threadId, turnId },
          INTERRUPT_MS,
        );
      }
      await next.within(left);
    }
    const readUntil = performance.now() + this.#patience();
    await this.#images.readNew(
      this.#record,
      () => performance.now() < readUntil,
    );
  }

  outcome(why: Stop | "image"): TurnOutcome {
    this.#options.signal.removeEventListener("abort", this.#wake);
    return {
      images: this.#images.whole,
      overLimit: this.#images.overLimit,
      junk: this.#images.junk,
      why,
      record: this.#record,
      reply: this.#reply,
      ending: this.#ending,
    };
  }

  /** How long an interrupted turn may take to end, in milliseconds. */
  #patience(): number {
    const { interruptMs, signal } = this.#options;
    return interruptMs ?? (signal.aborted ? CANCEL_MS : INTERRUPT_MS);
  }

  #started(reply: Reply): void {
    this.#reply = reply;
    if (reply.kind === "result") {
      const { data } = turnReply.safeParse(reply.result);
      if (data !== undefined) this.#record.accepted(data.turn.id);
    }
    this.#pulse.beat();
  }

  #moment(): TurnMoment {
    const { deadline, stallMs, signal } = this.#options;
    return {
      now: performance.now(),
      lastLife: this.#lastLife,
      deadline,
      stallMs,
      cancelled: signal.aborted,
      lost: this.#ending !== undefined,
      reply: this.#reply,
    };
  }
}
