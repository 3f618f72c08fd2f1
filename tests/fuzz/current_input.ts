/** Largest input that is remembered, in bytes. */
const LARGEST = 1024 * 1024;

/** What a worker is checking. */
export interface Busy {
  /** Its place among the targets of the job. */
  readonly target: number;
  readonly seed: number;
  readonly input: Uint8Array;
}

/**
 * The input that a worker is checking, in memory that its watcher shares: the
 * only way to learn what a worker hangs on.
 */
export class CurrentInput {
  readonly memory: SharedArrayBuffer;
  /** Steps, target, seed, length. */
  readonly #numbers: Int32Array;
  readonly #bytes: Uint8Array;

  constructor(memory = new SharedArrayBuffer(4 * 4 + LARGEST)) {
    this.memory = memory;
    this.#numbers = new Int32Array(memory, 0, 4);
    this.#bytes = new Uint8Array(memory, 4 * 4);
  }

  begin({ target, seed, input }: Busy): void {
    this.#bytes.set(input);
    this.#numbers.set([target, seed, input.length], 1);
    Atomics.add(this.#numbers, 0, 1);
  }

  end(): void {
    Atomics.add(this.#numbers, 0, 1);
  }

  /** How often something began or ended: odd while an input is checked. */
  get steps(): number {
    return Atomics.load(this.#numbers, 0);
  }

  /** What is being checked; true only of a worker that does not get on. */
  read(): Busy {
    const [, target = 0, seed = 0, length = 0] = this.#numbers;
    return { target, seed, input: this.#bytes.slice(0, length) };
  }
}
