import type { Ending, Reply } from "./reply.ts";

/** Requests that wait for their reply; each gets exactly one. */
export class PendingRequests {
  readonly #waiting = new Map<number, (reply: Reply) => void>();
  #nextId = 1;

  /** A new request; its reply is `timeout` unless another comes within `timeoutMs` milliseconds. */
  open(timeoutMs: number): { id: number; reply: Promise<Reply> } {
    const id = this.#nextId++;
    const { promise, resolve } = Promise.withResolvers<Reply>();
    const timer = setTimeout(
      () => this.settle(id, { kind: "timeout" }),
      timeoutMs,
    );
    this.#waiting.set(id, (reply) => {
      clearTimeout(timer);
      resolve(reply);
    });
    return { id, reply: promise };
  }

  /** A reply to a request we never made, or a second one, has nobody to go to. */
  settle(id: number | string, reply: Reply): void {
    if (typeof id !== "number") return;
    this.#waiting.get(id)?.(reply);
    this.#waiting.delete(id);
  }

  /** Tells everyone who waits that no reply will come. */
  lose(ending: Ending): void {
    for (const id of [...this.#waiting.keys()]) {
      this.settle(id, { kind: "lost", ending });
    }
  }
}
