import type { Arbitrary } from "fast-check";

/** One part of the product that is fuzzed: what it is fed and what must hold. */
export interface FuzzTarget {
  /** A word, as `--target` takes it and kept files begin. */
  readonly name: string;
  /** How many whole inputs the generated ones are made of. */
  readonly corpus: number;
  /** Inputs, as the bytes that a kept file holds. */
  readonly inputs: Arbitrary<Uint8Array>;
  /**
   * Feeds one input to the product.
   *
   * @returns whether the product took it, rather than refused it
   * @throws whatever says that something that must hold does not
   */
  check(input: Uint8Array): boolean | Promise<boolean>;
}

/** What a module has to export to be fuzzed. */
export interface FuzzModule {
  readonly fuzzTargets: readonly FuzzTarget[];
}
