import type { EndedJob } from "./driver.ts";
import { pictureOf } from "./stage.ts";

/** Counts what came of jobs. */
export class Tally {
  readonly #images = new Set<string>();
  /** Why jobs failed. */
  readonly failures: string[] = [];

  /** Published images that are whole, each with a path of its own. */
  get images(): number {
    return this.#images.size;
  }

  /** Notes how a job ended, and compares its image with the picture it was given. */
  async add(job: number, ended: EndedJob): Promise<void> {
    if ("failure" in ended) {
      this.failures.push(`job ${job}: ${ended.failure}`);
    } else if (await isPictureOf(job, ended.path)) {
      this.#images.add(ended.path);
    } else {
      this.failures.push(`job ${job}: its image is not the one it was given`);
    }
  }
}

async function isPictureOf(job: number, path: string): Promise<boolean> {
  const wanted = pictureOf(job);
  const found = await Deno.readFile(path);
  return found.length === wanted.length &&
    found.every((byte, at) => byte === wanted[at]);
}
