import type * as z from "zod/mini";
import type { Notification } from "./messages.ts";
import {
  type ImageItem,
  itemChanged,
  type RateLimits,
  rateLimitsReply,
  turnCompleted,
  type TurnError,
  turnErrored,
  turnStarted,
} from "./protocol.ts";

/** How a turn ended. */
export interface TurnEnd {
  readonly status: string;
  readonly error: TurnError | undefined;
}

/**
 * What is known of one turn, built up from its notifications. Nothing here
 * waits or decides; `turn.ts` does.
 */
export class TurnRecord {
  turnId: string | undefined;
  /** Finished image items in their order, as often as they were reported. */
  readonly images: ImageItem[] = [];
  /** What the model said. */
  readonly texts: string[] = [];
  /** Set by `turn/completed`. */
  end: TurnEnd | undefined;
  /** An error that Codex will not retry; with some inputs nothing follows it. */
  finalError: TurnError | undefined;
  /** The last error that Codex did retry. */
  retriedError: TurnError | undefined;
  rateLimits: RateLimits | undefined;
  readonly #open = new Set<string>();

  constructor(readonly threadId: string) {}

  /** An image was begun and is not finished. */
  get imageOpen(): boolean {
    return this.#open.size > 0;
  }

  /** Takes a notification; gives back whether it was a sign of life of this turn. */
  apply({ method, params }: Notification): boolean {
    switch (method) {
      case "turn/started":
        return this.#read(turnStarted, params, ({ turn }) => {
          this.turnId = turn.id;
        });
      case "item/started":
        return this.#read(itemChanged, params, ({ item }) => {
          if (item.type === "imageGeneration") this.#begin(item.id);
        });
      case "item/completed":
        return this.#read(itemChanged, params, ({ item }) => {
          if (item.type === "imageGeneration") this.#finish(item);
          if (item.type === "agentMessage") this.texts.push(item.text);
        });
      case "error":
        return this.#read(turnErrored, params, ({ error, willRetry }) => {
          if (willRetry) this.retriedError = error;
          else this.finalError = error;
        });
      case "turn/completed":
        return this.#read(turnCompleted, params, ({ turn }) => {
          this.end = { status: turn.status, error: turn.error ?? undefined };
        });
      case "account/rateLimits/updated":
        this.#update(rateLimitsReply.safeParse(params).data?.rateLimits);
        return true;
      default:
        return true;
    }
  }

  /** An update leaves out what has not changed. */
  #update(limits: RateLimits | undefined): void {
    this.rateLimits = {
      primary: limits?.primary ?? this.rateLimits?.primary,
      secondary: limits?.secondary ?? this.rateLimits?.secondary,
    };
  }

  #begin(id: string): void {
    if (!this.#isFinished(id)) this.#open.add(id);
  }

  #finish(image: ImageItem): void {
    this.#open.delete(image.id);
    this.images.push(image);
  }

  #isFinished(id: string): boolean {
    return this.images.some((image) => image.id === id);
  }

  #read<T extends { threadId: string }>(
    schema: z.ZodMiniType<T>,
    params: unknown,
    use: (value: T) => void,
  ): boolean {
    const { data } = schema.safeParse(params);
    if (data === undefined || data.threadId !== this.threadId) return false;
    use(data);
    return true;
  }
}
