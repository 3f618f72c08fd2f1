/** The independent decoder that the walkers are held against; a process of its own. */
import { assert } from "@std/assert";
import { Buffer } from "node:buffer";
import { createInterface } from "node:readline";
import { Readable } from "node:stream";
import { fileURLToPath } from "node:url";
import * as z from "zod";

const program = fileURLToPath(new URL("oracle/oracle.ts", import.meta.url));

const decoded = z.union([
  z.object({ width: z.number(), height: z.number() }),
  z.string(),
]);
const verdict = z.object({ strict: decoded, lenient: decoded });
const samples = z.array(z.object({ name: z.string(), image: z.string() }));

/**
 * What the decoder makes of an image: its size, or why there is none. Strictly
 * a warning is a failure, leniently it is not.
 */
export type Verdict = z.infer<typeof verdict>;

/** A whole image that the decoder's own encoders wrote; its name begins with its format. */
export interface Sample {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** The decoder's process, which answers one question after the other. */
export class Oracle implements AsyncDisposable {
  readonly #child: Deno.ChildProcess;
  readonly #questions: WritableStreamDefaultWriter<Uint8Array>;
  readonly #answers: AsyncIterator<string>;

  constructor() {
    this.#child = new Deno.Command(Deno.execPath(), {
      args: ["run", "--check", "--frozen", "--quiet", "--allow-all", program],
      stdin: "piped",
      stdout: "piped",
    }).spawn();
    this.#questions = this.#child.stdin.getWriter();
    const lines = createInterface(Readable.from(this.#child.stdout));
    this.#answers = lines[Symbol.asyncIterator]();
  }

  async samples(): Promise<readonly Sample[]> {
    return samples.parse(await this.#ask("samples"))
      .map(({ name, image }) => ({
        name,
        bytes: Buffer.from(image, "base64"),
      }));
  }

  async judge(image: Uint8Array): Promise<Verdict> {
    return verdict.parse(
      await this.#ask(Buffer.from(image).toString("base64")),
    );
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#questions.close();
    await this.#child.status;
  }

  async #ask(question: string): Promise<unknown> {
    await this.#questions.write(new TextEncoder().encode(`${question}\n`));
    const answer = await this.#answers.next();
    assert(!answer.done, "the decoder has ended");
    return JSON.parse(answer.value);
  }
}
