import type { ImageRequest } from "./images.ts";
import type { ModelRequest } from "./model_request.ts";
import { PATIENCE_MS } from "../support/pace.ts";

/** One request that reached the stand-in. */
export type Recorded =
  & { readonly method: string; readonly path: string }
  & (
    | { readonly kind: "model"; readonly model: ModelRequest }
    | { readonly kind: "generation" | "edit"; readonly image: ImageRequest }
    | {
      readonly kind: "accounts" | "usage" | "refresh" | "websocket" | "other";
    }
  );
export type RequestKind = Recorded["kind"];

/** Everything that reached the stand-in, and a bell for what comes next. */
export class RequestLog {
  readonly #all: Recorded[] = [];
  readonly #waiting = new Set<() => void>();

  add(recorded: Recorded): void {
    this.#all.push(recorded);
    for (const look of this.#waiting) look();
  }

  /** All requests, oldest first. */
  get all(): readonly Recorded[] {
    return this.#all;
  }

  /** The requests to the model. */
  get model(): readonly ModelRequest[] {
    return this.#all.flatMap((one) => one.kind === "model" ? [one.model] : []);
  }

  /** The bodies posted to the images endpoint of that name. */
  images(kind: "generation" | "edit"): readonly ImageRequest[] {
    return this.#all.flatMap((one) => one.kind === kind ? [one.image] : []);
  }

  /** How many requests of `kind` have come. */
  count(kind: RequestKind): number {
    return this.#all.filter((one) => one.kind === kind).length;
  }

  /** Resolves once `count` requests of `kind` have come; rejects when it is too late. */
  async arrived(kind: RequestKind, count = 1): Promise<void> {
    const done = Promise.withResolvers<void>();
    const look = () => {
      if (this.count(kind) >= count) done.resolve();
    };
    const timer = setTimeout(
      () => done.reject(new Error(`no request ${count} of kind ${kind} came`)),
      PATIENCE_MS,
    );
    this.#waiting.add(look);
    look();
    try {
      await done.promise;
    } finally {
      clearTimeout(timer);
      this.#waiting.delete(look);
    }
  }
}
