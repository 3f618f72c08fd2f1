/**
 * The least that makes an image with Codex: no checks, no defences. The tests
 * show with it that the stand-in service works, and the benchmark measures the
 * product against it.
 */
import * as z from "zod";
import { PATIENCE_MS } from "./pace.ts";

const message = z.looseObject({
  id: z.number().optional(),
  method: z.string().optional(),
  params: z.record(z.string(), z.unknown()).nullish(),
  result: z.unknown().optional(),
  error: z.looseObject({ code: z.number(), message: z.string() }).optional(),
});
/** One message of the app-server protocol. */
export type Message = z.infer<typeof message>;

const imageItem = z.looseObject({
  type: z.literal("imageGeneration"),
  id: z.string(),
  status: z.string(),
  result: z.string(),
  savedPath: z.string().nullish(),
});
/** A picture as Codex hands it over. */
export type ImageItem = z.infer<typeof imageItem>;

/** Start flags that make a lean and safe app-server, as the product uses. */
const leanFlags: readonly string[] = [
  ...["plugins", "apps", "multi_agent", "memories", "goals", "shell_tool"],
  ...["unified_exec", "shell_snapshot", "hooks", "tool_suggest"],
].map((feature) => `features.${feature}=false`).concat([
  "features.image_generation=true",
  'web_search="disabled"',
  "notify=[]",
  "analytics.enabled=false",
  "check_for_update_on_startup=false",
  "project_doc_max_bytes=0",
  "skills.include_instructions=false",
  "include_environment_context=false",
  "include_apps_instructions=false",
  'developer_instructions=""',
  'model_reasoning_effort="low"',
]).flatMap((setting) => ["-c", setting]);

/** A running app-server and everything it has said. */
export class MinimalClient implements AsyncDisposable {
  readonly messages: Message[] = [];
  readonly #child: Deno.ChildProcess;
  readonly #input: WritableStreamDefaultWriter<Uint8Array>;
  readonly #reading: Promise<void>;
  readonly #stderr: Promise<string>;
  readonly #waiting = new Set<() => void>();
  #ended = false;
  #broken: unknown;
  #lastId = 0;

  /** Starts `native` with exactly the environment `env`. */
  constructor(native: string, env: Record<string, string>) {
    this.#child = new Deno.Command(native, {
      args: ["app-server", ...leanFlags],
      env,
      clearEnv: true,
      stdin: "piped",
      stdout: "piped",
      stderr: "piped",
    }).spawn();
    this.#input = this.#child.stdin.getWriter();
    this.#stderr = new Response(this.#child.stderr).text();
    this.#reading = this.#read().catch((error) => {
      this.#broken = error;
    }).finally(() => {
      this.#ended = true;
      for (const look of this.#waiting) look();
    });
  }

  get pid(): number {
    return this.#child.pid;
  }

  /** Sends a request; resolves with its reply, error replies included. */
  async request(method: string, params?: object): Promise<Message> {
    const id = ++this.#lastId;
    await this.send({ id, method, ...(params ? { params } : {}) });
    return this.until((one) => one.id === id && one.method === undefined);
  }

  /** Sends one message as it is. */
  async send(value: object): Promise<void> {
    await this.#input.write(
      new TextEncoder().encode(`${JSON.stringify(value)}\n`),
    );
  }

  /** The first message, past or to come, that `wanted` accepts; rejects after `limit` ms. */
  async until(
    wanted: (one: Message) => boolean,
    limit = PATIENCE_MS,
  ): Promise<Message> {
    const found = Promise.withResolvers<Message>();
    const look = () => {
      const hit = this.messages.find(wanted);
      if (hit) found.resolve(hit);
      else if (this.#ended) {
        found.reject(new Error("Codex has ended", { cause: this.#broken }));
      }
    };
    const timer = setTimeout(
      () => found.reject(new Error(`Codex said nothing for ${limit} ms`)),
      limit,
    );
    this.#waiting.add(look);
    look();
    try {
      return await found.promise;
    } finally {
      clearTimeout(timer);
      this.#waiting.delete(look);
    }
  }

  /** Shakes hands and no more. */
  async shakeHands(): Promise<void> {
    await this.request("initialize", {
      clientInfo: { name: "minimal", title: "Minimal", version: "1.0.0" },
      capabilities: { experimentalApi: true },
    });
    await this.send({ method: "initialized" });
  }

  /** Shakes hands and opens a thread in the folder `cwd`; resolves with its id. */
  async open(cwd: string): Promise<string> {
    await this.shakeHands();
    const reply = await this.request("thread/start", {
      cwd,
      approvalPolicy: "never",
      sandbox: "read-only",
      ephemeral: true,
      baseInstructions: "Make exactly one image with the image tool.",
    });
    return z.object({ thread: z.looseObject({ id: z.string() }) })
      .parse(reply.result).thread.id;
  }

  /** Asks for one picture, once; rejects when the turn ends without it. */
  async draw(
    threadId: string,
    prompt: string,
    imagePaths: readonly string[] = [],
  ): Promise<ImageItem> {
    await this.request("turn/start", {
      threadId,
      input: [
        { type: "text", text: prompt, text_elements: [] },
        ...imagePaths.map((path) => ({ type: "localImage", path })),
      ],
    });
    const done = await this.until((one) =>
      one.method === "turn/completed" ||
      (one.method === "item/completed" &&
        imageItem.safeParse(one.params?.item).success)
    );
    return imageItem.parse(done.params?.item);
  }

  /** Closes Codex's input and waits for its end; resolves with exit code and stderr. */
  async close(): Promise<{ code: number; stderr: string }> {
    await this.#input.close().catch(() => undefined);
    const { code } = await this.#child.status;
    await this.#reading;
    return { code, stderr: await this.#stderr };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  async #read(): Promise<void> {
    let line: string[] = [];
    const text = this.#child.stdout.pipeThrough(new TextDecoderStream());
    for await (const piece of text) {
      const [first = "", ...others] = piece.split("\n");
      line.push(first);
      for (const next of others) {
        this.#take(line.join(""));
        line = [next];
      }
      if (others.length > 0) { for (const look of this.#waiting) look(); }
    }
  }

  #take(line: string): void {
    if (line.trim()) this.messages.push(message.parse(JSON.parse(line)));
  }
}
