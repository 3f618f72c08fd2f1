/** A door that a test opens: whoever waits goes on then, and not before. */
export class Gate {
  readonly #door = Promise.withResolvers<void>();

  /** Lets everyone through, now and later. */
  open(): void {
    this.#door.resolve();
  }

  /** Resolves once the gate is open. */
  get opened(): Promise<void> {
    return this.#door.promise;
  }
}
