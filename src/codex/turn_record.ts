import { basename, dirname } from "@std/path";
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

/** Most image items that are taken in; one is asked for. */
export const MAX_IMAGE_ITEMS = 100;
/** Most of what the model said that is kept, in characters. */
const MAX_TEXT = 256 * 1024;

/**
 * What is known of one turn, built up from its notifications. Nothing here
 * waits or decides; `turn.ts` does. It stays small whatever Codex sends.
 */
export class TurnRecord {
  /** Set when more image items came than are taken in. */
  flooded = false;
  /** The last that the model said. */
  readonly texts: string[] = [];
  /** Set by `turn/completed`. */
  end: TurnEnd | undefined;
  /** An error that Codex will not retry; with some inputs nothing follows it. */
  finalError: TurnError | undefined;
  /** The last error that Codex did retry. */
  retriedError: TurnError | undefined;
  rateLimits: RateLimits | undefined;
  #turnId: string | undefined;
  readonly #images: ImageItem[] = [];
  readonly #open = new Set<string>();
  /** Characters in `texts`, and one for each. */
  #heard = 0;

  constructor(readonly threadId: string) {}

  /** The turn's own id, once Codex has told it. */
  get turnId(): string | undefined {
    return this.#turnId;
  }

  /** Finished image items in their order, as often as they were reported. */
  get images(): readonly ImageItem[] {
    return this.#images;
  }

  /** An image was begun and is not finished. */
  get imageOpen(): boolean {
    return this.#open.size > 0;
  }

  /** Codex took the turn on and told its id; the first id it tells stays. */
  accepted(turnId: string): void {
    this.#turnId ??= turnId;
  }

  /** Drops the base64 of the image at `index`, up to 43 MiB, once it was looked at. */
  forgetBytes(index: number): void {
    const image = this.#images[index];
    if (image) this.#images[index] = { ...image, result: null };
  }

  /** Takes a notification; gives back whether it was a sign of life of this turn. */
  apply({ method, params }: Notification): boolean {
    switch (method) {
      case "turn/started":
        return this.#read(turnStarted, params, ({ turn }) => {
          this.accepted(turn.id);
        });
      case "item/started":
        return this.#read(itemChanged, params, ({ item }) => {
          if (item.type === "imageGeneration") this.#begin(item.id);
        });
      case "item/completed":
        return this.#read(itemChanged, params, ({ item }) => {
          if (item.type === "imageGeneration") this.#finish(item);
          if (item.type === "agentMessage") this.#hear(item.text);
        });
      case "error":
        return this.#read(turnErrored, params, (told) => {
          if (!this.#isOurs(told.turnId)) return;
          if (told.willRetry) this.retriedError = told.error;
          else this.finalError = told.error;
        });
      case "turn/completed":
        return this.#read(turnCompleted, params, ({ turn }) => {
          if (!this.#isOurs(turn.id)) return;
          this.end ??= { status: turn.status, error: turn.error ?? undefined };
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
    if (this.#open.size >= MAX_IMAGE_ITEMS) return;
    if (!this.#isFinished(id)) this.#open.add(id);
  }

  #finish(image: ImageItem): void {
    this.#open.delete(image.id);
    if (this.#images.length < MAX_IMAGE_ITEMS) {
      this.#images.push({ ...image, savedPath: this.#ownFile(image) });
    } else this.flooded = true;
  }

  /**
   * Codex names its folders after their threads; a picture of another thread is
   * not ours to take.
   */
  #ownFile({ savedPath }: ImageItem): string | null {
    return savedPath && basename(dirname(savedPath)) === this.threadId
      ? savedPath
      : null;
  }

  #hear(text: string): void {
    const kept = text.slice(0, MAX_TEXT);
    this.texts.push(kept);
    this.#heard += kept.length + 1;
    while (this.#heard > MAX_TEXT + 1) {
      this.#heard -= (this.texts.shift() ?? "").length + 1;
    }
  }

  /** A thread of ours has one turn, so only a turn with another name is another's. */
  #isOurs(turnId: string | null | undefined): boolean {
    const ours = this.#turnId;
    return ours === undefined || (turnId ?? ours) === ours;
  }

  #isFinished(id: string): boolean {
    return this.#images.some((image) => image.id === id);
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
