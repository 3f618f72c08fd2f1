import { Failure } from "../errors/failure.ts";
import { LARGEST_REQUEST } from "../request/largest.ts";

/** Where input is read from, and what ends it early. */
export interface InputOptions {
  /** Stdin is a terminal: nobody is asked to type a request. */
  readonly stdinIsTerminal: boolean;
  readonly stdin: () => ReadableStream<Uint8Array>;
  readonly signal: AbortSignal;
  /** Most bytes that are read; the largest request if not given. */
  readonly mostBytes?: number;
}

/**
 * The text of the file at `source`, or of stdin for `-`. Waits for its end, but
 * no longer than until the signal is aborted.
 *
 * @throws {Failure} `request/unreadable`; `request/invalid_json` when it is
 * not UTF-8; `runtime/cancelled`.
 */
export async function readInput(
  source: string,
  options: InputOptions,
): Promise<string> {
  const { signal } = options;
  const cancelled = Promise.withResolvers<never>();
  const cancel = () => cancelled.reject(new Failure("runtime/cancelled"));
  signal.addEventListener("abort", cancel, { once: true });
  if (signal.aborted) cancel();
  try {
    // Opening or reading a FIFO may wait for ever, and no signal ends that.
    return await Promise.race([read(source, options), cancelled.promise]);
  } finally {
    signal.removeEventListener("abort", cancel);
  }
}

async function read(source: string, options: InputOptions): Promise<string> {
  const { signal } = options;
  const stream = await open(source, options);
  const collector = new TextCollector(options.mostBytes ?? LARGEST_REQUEST);
  const sink = new WritableStream<Uint8Array>({
    write: (bytes) => collector.add(bytes),
  });
  try {
    await stream.pipeTo(sink, { signal });
  } catch (error) {
    if (error instanceof Failure) throw error;
    if (signal.aborted) throw new Failure("runtime/cancelled");
    throw unreadable(reason(error), error);
  }
  return collector.text();
}

async function open(
  source: string,
  { stdin, stdinIsTerminal }: InputOptions,
): Promise<ReadableStream<Uint8Array>> {
  if (source !== "-") return (await openFile(source)).readable;
  if (stdinIsTerminal) {
    throw unreadable("stdin is a terminal; pipe the request into it");
  }
  return stdin();
}

/** Opens a file, or the FIFO that a shell makes of `<(...)`. */
async function openFile(path: string): Promise<Deno.FsFile> {
  try {
    const { isFile, isFifo, isDirectory } = await Deno.stat(path);
    if (isDirectory) throw unreadable("it is a folder");
    if (!isFile && !isFifo) throw unreadable("it is neither a file nor a pipe");
    return await Deno.open(path);
  } catch (error) {
    throw error instanceof Failure ? error : unreadable(reason(error), error);
  }
}

/** Decodes UTF-8 as it comes in, up to a size. */
class TextCollector {
  readonly #most: number;
  readonly #decoder = new TextDecoder("utf-8", { fatal: true });
  readonly #parts: string[] = [];
  #length = 0;

  constructor(most: number) {
    this.#most = most;
  }

  add(bytes: Uint8Array): void {
    this.#length += bytes.length;
    if (this.#length > this.#most) {
      throw unreadable(`it is larger than ${this.#most} bytes`)
        .with({ remedy: "Make it smaller" });
    }
    this.#decode(() => this.#decoder.decode(bytes, { stream: true }));
  }

  text(): string {
    this.#decode(() => this.#decoder.decode());
    return this.#parts.join("");
  }

  #decode(next: () => string): void {
    try {
      this.#parts.push(next());
    } catch (cause) {
      throw new Failure("request/invalid_json", {
        message: "The request is not JSON: it is not text in UTF-8",
        cause,
      });
    }
  }
}

function reason(error: unknown): string {
  if (error instanceof Deno.errors.NotFound) return "it does not exist";
  if (error instanceof Deno.errors.PermissionDenied) {
    return "reading it is not permitted";
  }
  return "the system refused to read it";
}

function unreadable(why: string, cause?: unknown): Failure {
  return new Failure("request/unreadable", {
    message: `The request cannot be read: ${why}`,
    cause,
  });
}
