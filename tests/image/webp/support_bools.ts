/** Writes yes and no by their probability (RFC 6386, 7.3), into one long number. */
export class BoolWriter {
  #low = 0n;
  #range = 255;
  #shifted = 0;

  /** As many bytes as a reader needs before the last yes or no. */
  get bytes(): Uint8Array {
    const length = 1 + Math.ceil(this.#shifted / 8);
    const value = this.#low << BigInt(8 * (length - 1) - this.#shifted);
    const digits = value.toString(16).padStart(2 * length, "0");
    return Uint8Array.from(
      digits.match(/../g) ?? [],
      (pair) => parseInt(pair, 16),
    );
  }

  /** Adds one; `probability` is that of no, in 256ths. */
  bool(value: boolean, probability = 128): this {
    const split = 1 + (((this.#range - 1) * probability) >> 8);
    if (value) this.#low += BigInt(split);
    this.#range = value ? this.#range - split : split;
    while (this.#range < 128) {
      this.#range *= 2;
      this.#low *= 2n;
      this.#shifted++;
    }
    return this;
  }

  /** Adds the same one so many times. */
  repeat(value: boolean, probability: number, times: number): this {
    for (let count = 0; count < times; count++) this.bool(value, probability);
    return this;
  }

  /** Adds a number of so many bits. */
  number(value: number, bits: number): this {
    for (let bit = bits - 1; bit >= 0; bit--) {
      this.bool(((value >> bit) & 1) === 1);
    }
    return this;
  }

  /** Adds so many numbers of so many bits, each with the flag that it is there. */
  numbers(count: number, value: number, bits: number): this {
    for (let index = 0; index < count; index++) {
      this.bool(true).number(value, bits);
    }
    return this;
  }
}
