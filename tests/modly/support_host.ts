/** A host of our own: starts the product, keeps its stdin open and hears its lines. */
import { assert, assertEquals, fail } from "@std/assert";
import { join } from "@std/path";
import { denoFolder } from "../support/deno_folder.ts";
import type { Fixture } from "../support/fixture.ts";
import { fromSource } from "../support/product.ts";
import { PATIENCE_MS } from "../support/pace.ts";

/** One line from the product. */
export type Said = Readonly<Record<string, unknown>>;

/** How a host starts the product. */
export interface HostOptions {
  /** Words of the command line; `serve` if not given. */
  readonly args?: readonly string[];
  /** The node that `MODEL_DIR` ends in; without one it is not set. */
  readonly node?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** A file of this repository to run from source in place of the program. */
  readonly entry?: string;
}

/** A host with one running product. */
export class Host implements AsyncDisposable {
  readonly pid: number;
  /** Every line so far. */
  readonly said: Said[] = [];
  /** When each of them came, in milliseconds. */
  readonly times: number[] = [];
  readonly #child: Deno.ChildProcess;
  readonly #stdin: WritableStreamDefaultWriter<Uint8Array>;
  readonly #stdout: ReadableStreamDefaultReader<Uint8Array>;
  readonly #reading: Promise<void>;
  readonly #errors: Promise<string>;
  readonly #looks = new Set<() => void>();
  #ended = false;

  private constructor(child: Deno.ChildProcess) {
    this.#child = child;
    this.pid = child.pid;
    this.#stdin = child.stdin.getWriter();
    this.#stdin.closed.catch(() => {});
    this.#stdout = child.stdout.getReader();
    this.#reading = this.#read();
    this.#errors = new Response(child.stderr).text();
  }

  /** Starts the product in the fixture's folders, as Modly starts a runner. */
  static async start(
    fixture: Fixture,
    { args = ["serve"], node, env = {}, entry }: HostOptions = {},
  ): Promise<Host> {
    const program = entry === undefined
      ? Deno.env.get("MODLY_TEST_PROGRAM")
      : undefined;
    const child = new Deno.Command(program ?? Deno.execPath(), {
      args: [...(program === undefined ? fromSource(entry) : []), ...args],
      clearEnv: true,
      cwd: fixture.root,
      env: {
        ...fixture.env,
        ...(program === undefined ? { DENO_DIR: await denoFolder() } : {}),
        WORKSPACE_DIR: fixture.workspace,
        ...(node === undefined
          ? {}
          : { MODEL_DIR: join(fixture.root, "models", "extension", node) }),
        ...env,
      },
      stdin: "piped",
      stdout: "piped",
      stderr: "piped",
    }).spawn();
    return new Host(child);
  }

  /** Sends one message. */
  send(message: object): Promise<void> {
    return this.sendText(JSON.stringify(message) + "\n");
  }

  /** Sends text as it is. */
  async sendText(text: string): Promise<void> {
    await this.#stdin.write(new TextEncoder().encode(text));
  }

  /** Ends the product's input. */
  async end(): Promise<void> {
    await this.#stdin.close();
  }

  /** Hears nothing from now on, as a host that has died. */
  async deafen(): Promise<void> {
    await this.#stdout.cancel();
  }

  kill(signal: Deno.Signal): void {
    this.#child.kill(signal);
  }

  /** The first line, past or to come, that `wanted` is part of. */
  async hears(wanted: Said): Promise<Said> {
    const heard = Promise.withResolvers<Said>();
    const look = () => {
      const found = this.said.find((said) => holds(said, wanted));
      if (found !== undefined) heard.resolve(found);
      else if (this.#ended) heard.reject(this.#never(wanted));
    };
    const timer = setTimeout(
      () => heard.reject(this.#never(wanted)),
      PATIENCE_MS,
    );
    this.#looks.add(look);
    look();
    return await heard.promise.finally(() => {
      clearTimeout(timer);
      this.#looks.delete(look);
    });
  }

  /** The exit code, once the product has ended by itself. */
  async exit(): Promise<number> {
    const timer = setTimeout(() => this.#child.kill("SIGKILL"), PATIENCE_MS);
    const { code } = await this.#child.status;
    clearTimeout(timer);
    await this.#reading;
    return code;
  }

  /** Everything it wrote to stderr; waits for its end. */
  errors(): Promise<string> {
    return this.#errors;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#stdin.abort().catch(() => {});
    await this.exit();
    await this.#errors;
  }

  #never(wanted: Said): Error {
    return new Error(
      `Never heard ${JSON.stringify(wanted)}, but: ${
        this.said.map((said) => JSON.stringify(said)).join("\n")
      }`,
    );
  }

  async #read(): Promise<void> {
    let rest = "";
    for (;;) {
      const { value: bytes, done } = await this.#stdout.read();
      if (done) break;
      if (bytes.some((byte) => byte > 0x7e)) fail("a byte beyond ASCII");
      const lines = (rest + new TextDecoder().decode(bytes)).split("\n");
      rest = lines.pop() ?? "";
      for (const line of lines) {
        this.said.push(JSON.parse(line));
        this.times.push(performance.now());
      }
      for (const look of this.#looks) look();
    }
    assertEquals(rest, "", "half a line at the end");
    this.#ended = true;
    for (const look of this.#looks) look();
  }
}

/** A `generate` message as hosts send it. */
export function generateMessage(
  fixture: Fixture,
  changes: Readonly<Record<string, unknown>> = {},
): Said {
  return {
    action: "generate",
    id: "job-1",
    image_b64: "",
    params: { prompt: "a cat" },
    outputs_dir: join(fixture.workspace, "Default"),
    ...changes,
  };
}

/** The lines of one job. */
export function linesOf(host: Host, id: string): readonly Said[] {
  return host.said.filter((said) => said["id"] === id);
}

/** The types of a job's lines, progress left out. */
export function endings(host: Host, id: string): readonly unknown[] {
  return linesOf(host, id).map(({ type }) => type)
    .filter((type) => type !== "progress");
}

/** The image that a `done` line names; it must be in the workspace and there. */
export async function imageOf(
  fixture: Fixture,
  done: Said,
): Promise<Uint8Array> {
  const path = String(done["output_path"]);
  assert(path.startsWith(fixture.workspace), path);
  return await Deno.readFile(path);
}

function holds(said: Said, wanted: Said): boolean {
  return Object.entries(wanted).every(([key, value]) => said[key] === value);
}
