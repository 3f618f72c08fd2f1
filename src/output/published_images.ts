import { sha256 } from "../system/sha256.ts";
import { succeeds } from "./file_errors.ts";
import type { Files } from "./files.ts";

/**
 * Image files on a disk: does one of them hold these bytes? Files are read only
 * when their size fits, and once.
 */
export class PublishedImages {
  readonly #paths: readonly string[];
  readonly #files: Files;
  readonly #hashes = new Map<string, string>();
  #bySize: ReadonlyMap<number, readonly string[]> | undefined;

  constructor(paths: readonly string[], files: Files) {
    this.#paths = paths;
    this.#files = files;
  }

  /** Does one of the files have this size in bytes and this SHA-256? */
  async hold(bytes: number, hash: string): Promise<boolean> {
    this.#bySize ??= await this.#sizes();
    for (const path of this.#bySize.get(bytes) ?? []) {
      if (await this.#hash(path) === hash) return true;
    }
    return false;
  }

  async #sizes(): Promise<ReadonlyMap<number, readonly string[]>> {
    const bySize = new Map<number, string[]>();
    for (const path of this.#paths) {
      await succeeds(
        this.#files.lstat(path).then((entry) => {
          if (entry?.kind !== "file") return;
          const same = bySize.get(entry.size);
          if (same) same.push(path);
          else bySize.set(entry.size, [path]);
        }),
      );
    }
    return bySize;
  }

  async #hash(path: string): Promise<string | undefined> {
    if (!this.#hashes.has(path)) {
      await succeeds(
        this.#files.read(path).then((bytes) =>
          this.#hashes.set(path, sha256(bytes))
        ),
      );
    }
    return this.#hashes.get(path);
  }
}
