import { cacheIndex, cacheSize } from "./colour_cache.ts";
import type { PixelSink } from "./symbols.ts";

/** Keeps the pixels of a small image, each a number of eight bits of alpha, red, green and blue. */
export class PixelValues implements PixelSink {
  readonly #pixels: Uint32Array;
  readonly #cacheBits: number;
  readonly #cache: Uint32Array;
  #filled = 0;

  constructor(pixels: number, cacheBits: number) {
    this.#pixels = new Uint32Array(pixels);
    this.#cacheBits = cacheBits;
    this.#cache = new Uint32Array(cacheSize(cacheBits));
  }

  /** All pixels, row by row. */
  get pixels(): Uint32Array {
    return this.#pixels;
  }

  literal(argb: number): void {
    this.#pixels[this.#filled++] = argb;
    if (this.#cacheBits > 0) {
      this.#cache[cacheIndex(argb, this.#cacheBits)] = argb;
    }
  }

  copy(distance: number, length: number): void {
    for (let count = 0; count < length; count++) {
      this.literal(this.#pixels[this.#filled - distance] ?? 0);
    }
  }

  cached(index: number): void {
    this.literal(this.#cache[index] ?? 0);
  }
}
