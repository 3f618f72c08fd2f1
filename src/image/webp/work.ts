import { TooLaborious } from "./coded_fault.ts";

/**
 * Steps for all coded data of a file, of 10 to 20 ns each (measured). They are
 * enough for photographs of 20 MB lossless, and of 3 MB lossy.
 */
const mostSteps = 32_000_000;

/**
 * Bytes for the prefix codes of one picture. Encoders make up to some hundred
 * groups of codes, the format allows 65,536 that take 8 KB each.
 */
const mostMemory = 16_000_000;

/** What reading the coded data of one file may still cost. */
export class Work {
  #steps = mostSteps;
  #memory = mostMemory;

  /** Begins with a picture or alpha plane: nothing of the last one is kept. */
  begin(): void {
    this.#memory = mostMemory;
  }

  /** @throws {TooLaborious} */
  spend(steps: number): void {
    this.#steps -= steps;
    if (this.#steps < 0) throw new TooLaborious();
  }

  /** @throws {TooLaborious} */
  keep(bytes: number): void {
    this.#memory -= bytes;
    if (this.#memory < 0) throw new TooLaborious();
  }
}
