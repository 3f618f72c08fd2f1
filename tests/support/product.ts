/** Runs the product as its users do: as a program of its own. */
import { fileURLToPath } from "node:url";
import { denoFolder } from "./deno_folder.ts";
import { PATIENCE_MS } from "./pace.ts";

/** How to run the product once. */
export interface ProductOptions {
  readonly args: readonly string[];
  /** The whole environment; nothing is inherited. */
  readonly env: Readonly<Record<string, string>>;
  readonly cwd: string;
  /** Text for stdin; without it stdin is empty. */
  readonly stdin?: string;
  /** Longest time the run may take, in milliseconds; default {@linkcode PATIENCE_MS}. */
  readonly limit?: number;
  /** A build of the product to run; default: what MODLY_TEST_PROGRAM names, or the source. */
  readonly program?: string;
  /** A file of this repository to run from source in place of the program. */
  readonly entry?: string;
}

/** How a run ended. */
export interface ProductResult {
  readonly code: number;
  readonly signal: Deno.Signal | null;
  readonly stdout: string;
  readonly stderr: string;
  /** Milliseconds from start to end. */
  readonly elapsed: number;
  /** The one JSON document on stdout; throws when stdout is anything else. */
  json(): unknown;
}

/** A run that has begun. */
export interface RunningProduct {
  readonly pid: number;
  /** Sends a signal to the product alone. */
  kill(signal: Deno.Signal): void;
  /** Resolves once stderr holds `text`; rejects when the product ends without it. */
  said(text: string): Promise<void>;
  /** Resolves when it has ended; rejects, and ends it, after the limit. */
  readonly result: Promise<ProductResult>;
}

/** The permissions the product needs; `--deny-net` proves that it uses no network itself. */
const permissions = [
  ...["--no-prompt", "--allow-read", "--allow-write", "--allow-run"],
  ...["--allow-env", "--allow-sys", "--deny-net"],
];

/**
 * Starts the product: from source, or the program that MODLY_TEST_PROGRAM
 * names (a build of it).
 */
export async function startProduct(
  options: ProductOptions,
): Promise<RunningProduct> {
  const program = options.entry === undefined
    ? options.program ?? Deno.env.get("MODLY_TEST_PROGRAM")
    : undefined;
  const begun = performance.now();
  const child = new Deno.Command(program ?? Deno.execPath(), {
    args: [...(program ? [] : fromSource(options.entry)), ...options.args],
    env: program
      ? { ...options.env }
      : { ...options.env, DENO_DIR: await denoFolder() },
    clearEnv: true,
    cwd: options.cwd,
    stdin: options.stdin === undefined ? "null" : "piped",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  if (options.stdin !== undefined) feed(child.stdin, options.stdin);
  const stderr = new Transcript(child.stderr);
  return {
    pid: child.pid,
    kill: (signal) => child.kill(signal),
    said: (text) => stderr.contains(text),
    result: finish(child, stderr, begun, options.limit ?? PATIENCE_MS),
  };
}

/** Runs the product to its end. */
export async function runProduct(
  options: ProductOptions,
): Promise<ProductResult> {
  return (await startProduct(options)).result;
}

/** The variable with the first file of the product's bundle; see `tests/run.ts`. */
export const BUNDLE_VARIABLE = "MODLY_TEST_BUNDLE";

/**
 * What Deno is given to run the product, or another file, from source; the
 * product from its bundle where there is one, which starts in a quarter of the
 * time.
 */
export function fromSource(entry = "main.ts"): string[] {
  const bundle = Deno.env.get(BUNDLE_VARIABLE);
  if (bundle !== undefined && entry === "main.ts") {
    return ["run", "--quiet", "--no-config", ...permissions, bundle];
  }
  const root = new URL("../../", import.meta.url);
  const path = (name: string) => fileURLToPath(new URL(name, root));
  return [
    ...["run", "--quiet", "--frozen", "--config", path("deno.json")],
    ...permissions,
    path(entry),
  ];
}

async function feed(
  stdin: WritableStream<Uint8Array>,
  text: string,
): Promise<void> {
  try {
    await ReadableStream.from([new TextEncoder().encode(text)]).pipeTo(stdin);
  } catch {
    // The product may end without having read its input; its result tells.
  }
}

async function finish(
  child: Deno.ChildProcess,
  stderr: Transcript,
  begun: number,
  limit: number,
): Promise<ProductResult> {
  let late = false;
  const timer = setTimeout(() => {
    late = true;
    child.kill("SIGKILL");
  }, limit);
  try {
    const [status, stdout] = await Promise.all([
      child.status,
      new Response(child.stdout).text(),
    ]);
    const said = await stderr.whole;
    if (late) throw new Error(`the product ran for over ${limit} ms: ${said}`);
    return {
      code: status.code,
      signal: status.signal,
      stdout,
      stderr: said,
      elapsed: performance.now() - begun,
      json: () => JSON.parse(stdout),
    };
  } finally {
    clearTimeout(timer);
  }
}

/** Text that is read as it comes. */
class Transcript {
  readonly whole: Promise<string>;
  readonly #looks = new Set<() => void>();
  #text = "";
  #ended = false;

  constructor(stream: ReadableStream<Uint8Array<ArrayBuffer>>) {
    this.whole = this.#read(stream);
  }

  async contains(text: string): Promise<void> {
    const found = Promise.withResolvers<void>();
    const look = () => {
      if (this.#text.includes(text)) found.resolve();
      else if (this.#ended) {
        found.reject(new Error(`never said: ${text}\nbut: ${this.#text}`));
      }
    };
    this.#looks.add(look);
    look();
    await found.promise.finally(() => this.#looks.delete(look));
  }

  async #read(
    stream: ReadableStream<Uint8Array<ArrayBuffer>>,
  ): Promise<string> {
    for await (const piece of stream.pipeThrough(new TextDecoderStream())) {
      this.#text += piece;
      for (const look of this.#looks) look();
    }
    this.#ended = true;
    for (const look of this.#looks) look();
    return this.#text;
  }
}
