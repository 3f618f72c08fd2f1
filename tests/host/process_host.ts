/** Drives the small host for process extensions in `process_host.cjs`. */
import { fail } from "@std/assert";
import { fileURLToPath } from "node:url";
import * as z from "zod";
import { PATIENCE_MS } from "../support/pace.ts";

const event = z.discriminatedUnion("type", [
  z.object({
    type: z.literal("progress"),
    percent: z.int(),
    label: z.string(),
  }),
  z.object({ type: z.literal("log"), message: z.string() }),
  z.object({
    type: z.literal("done"),
    result: z.object({ filePath: z.string() }),
  }),
  z.object({ type: z.enum(["error", "crash"]), message: z.string() }),
  z.object({ type: z.literal("terminated") }),
]);
export type ProcessEvent = z.infer<typeof event>;

/** A host with one process extension in a worker thread. */
export class ProcessHost implements AsyncDisposable {
  readonly #child: Deno.ChildProcess;
  readonly #input: WritableStreamDefaultWriter<Uint8Array>;
  readonly #events: ReadableStreamDefaultReader<ProcessEvent>;

  /** @param env The whole environment. */
  constructor(
    extension: string,
    workspace: string,
    env: Readonly<Record<string, string>>,
  ) {
    const program = new URL("./process_host.cjs", import.meta.url);
    this.#child = new Deno.Command("node", {
      args: [fileURLToPath(program), extension, workspace],
      env: { ...env },
      clearEnv: true,
      stdin: "piped",
      stdout: "piped",
      stderr: "inherit",
    }).spawn();
    this.#input = this.#child.stdin.getWriter();
    this.#events = this.#child.stdout.pipeThrough(new TextDecoderStream())
      .pipeThrough(lines()).getReader();
  }

  /** Starts a run; its events follow. */
  start(input: unknown, params: unknown = {}): Promise<void> {
    return this.#send({ do: "run", input, params });
  }

  /** Does one run; gives back all its events, the last of which ends it. */
  async run(input: unknown, params: unknown = {}): Promise<ProcessEvent[]> {
    await this.start(input, params);
    const events: ProcessEvent[] = [];
    for (;;) {
      const next = await this.#next();
      events.push(next);
      if (next.type !== "progress" && next.type !== "log") return events;
    }
  }

  /** Ends the worker thread in the middle of whatever it does. */
  async terminate(): Promise<void> {
    await this.#send({ do: "terminate" });
    while ((await this.#next()).type !== "terminated");
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#input.close();
    await this.#events.cancel();
    await this.#child.status;
  }

  async #next(): Promise<ProcessEvent> {
    const { promise, reject } = Promise.withResolvers<never>();
    const timer = setTimeout(
      () => reject(new Error("Nothing came")),
      PATIENCE_MS,
    );
    try {
      const { value } = await Promise.race([this.#events.read(), promise]);
      return value ?? fail("The host has ended");
    } finally {
      clearTimeout(timer);
    }
  }

  #send(command: unknown): Promise<void> {
    return this.#input.write(
      new TextEncoder().encode(`${JSON.stringify(command)}\n`),
    );
  }
}

function lines(): TransformStream<string, ProcessEvent> {
  let rest = "";
  return new TransformStream({
    transform(piece, out) {
      const whole = (rest + piece).split("\n");
      rest = whole.pop() ?? "";
      for (const line of whole) out.enqueue(event.parse(JSON.parse(line)));
    },
  });
}
