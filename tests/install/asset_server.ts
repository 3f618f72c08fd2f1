/** A server of release assets on this computer that can also misbehave. */
import { within } from "./waiting.ts";

/** What the server answers at one path. */
export interface Answer {
  /** Default 200. */
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array | string;
  /** The `content-length` that it states; default the body's, null for none. */
  readonly stated?: number | null;
  /** Sends the rest of the body not before this. */
  readonly gate?: Promise<void>;
  /** Says no more after the body, and does not hang up either. */
  readonly stalls?: boolean;
  /** Sends the body a byte at a time, with so many milliseconds between. */
  readonly drip?: number;
}

/** The answers by path; every other path is a 404. */
export type Answers = Readonly<Record<string, Answer>>;

/** Speaks just enough HTTP/1.1 to lie about it. */
export class AssetServer implements AsyncDisposable {
  readonly #listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  readonly #open = new Set<Deno.Conn>();
  readonly #work = new Set<Promise<void>>();
  readonly #done: Promise<void>;
  /** The paths that were asked for, in order. */
  readonly asked: string[] = [];
  /** What is answered; may be changed at any time. */
  answers: Answers = {};
  #onAsked = () => {};

  constructor() {
    this.#done = this.#accept();
  }

  /** `http://127.0.0.1:<port>`. */
  readonly origin = `http://127.0.0.1:${this.#listener.addr.port}`;

  /** Resolves once `path` has been asked for `times` times; rejects after 30 s. */
  async arrived(path: string, times = 1): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#onAsked = () => {
      if (this.asked.filter((one) => one === path).length >= times) resolve();
    };
    this.#onAsked();
    await within(promise, `${path} was not asked for ${times} times`);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#listener.close();
    for (const connection of this.#open) connection.close();
    await this.#done;
    await Promise.all(this.#work);
  }

  async #accept(): Promise<void> {
    for await (const connection of this.#listener) {
      this.#open.add(connection);
      const work = this.#serve(connection)
        .catch(ifHungUp)
        .finally(() => this.#work.delete(work));
      this.#work.add(work);
    }
  }

  async #serve(connection: Deno.TcpConn): Promise<void> {
    const path = await readPath(connection);
    this.asked.push(path);
    this.#onAsked();
    const answer = this.answers[path] ?? { status: 404, body: "not here" };
    await send(connection, answer);
    if (answer.stalls) return;
    this.#open.delete(connection);
    connection.close();
  }
}

async function readPath(connection: Deno.Conn): Promise<string> {
  let head = "";
  const buffer = new Uint8Array(4096);
  while (!head.includes("\r\n\r\n")) {
    const count = await connection.read(buffer);
    if (count === null) break;
    head += new TextDecoder().decode(buffer.subarray(0, count));
  }
  return head.split(" ")[1] ?? "";
}

async function send(connection: Deno.Conn, answer: Answer): Promise<void> {
  const body = typeof answer.body === "string"
    ? new TextEncoder().encode(answer.body)
    : answer.body ?? new Uint8Array();
  const stated = answer.stated === undefined ? body.length : answer.stated;
  const head = [
    `HTTP/1.1 ${answer.status ?? 200} Answer`,
    ...(stated === null ? [] : [`content-length: ${stated}`]),
    ...Object.entries(answer.headers ?? {}).map(([name, value]) =>
      `${name}: ${value}`
    ),
    ...["connection: close", "", ""],
  ];
  await write(connection, new TextEncoder().encode(head.join("\r\n")));
  if (answer.drip !== undefined) {
    for (const byte of body) {
      await write(connection, Uint8Array.of(byte));
      await new Promise((resolve) => setTimeout(resolve, answer.drip));
    }
    return;
  }
  const half = answer.gate ? body.length >> 1 : body.length;
  await write(connection, body.subarray(0, half));
  await answer.gate;
  await write(connection, body.subarray(half));
}

async function write(connection: Deno.Conn, bytes: Uint8Array): Promise<void> {
  for (let sent = 0; sent < bytes.length;) {
    sent += await connection.write(bytes.subarray(sent));
  }
}

/** A client that had enough, or the end of the test, closes the connection. */
function ifHungUp(error: unknown): void {
  const expected = [
    ...[Deno.errors.BrokenPipe, Deno.errors.ConnectionReset],
    ...[Deno.errors.BadResource, Deno.errors.Interrupted],
    Deno.errors.ConnectionAborted,
  ];
  if (!expected.some((kind) => error instanceof kind)) throw error;
}
