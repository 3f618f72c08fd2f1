import { defaultSteps } from "./defaults.ts";
import { flood } from "./flood.ts";
import { imageMessages } from "./image_item.ts";
import type { LogEntry } from "./launcher.ts";
import { Output } from "./output.ts";
import type { FakeScenario, Json, Step } from "./scenario.ts";

/** What the client sent; only the fields the fake looks at. */
interface Call {
  readonly method: string;
  readonly id?: Json;
}

/** How often a file that is waited for is looked for, in milliseconds. */
const LOOK_EVERY = 5;

/** Plays a scenario on this process's stdin, stdout and stderr. */
export class FakeCodex {
  readonly #scenario: FakeScenario;
  readonly #logPath: string;
  readonly #output: Output;
  readonly #calls = new Map<string, number>();
  readonly #called = new EventTarget();
  /** Set while the turn is interrupted: its remaining steps are dropped. */
  #interrupted = false;
  #reading = true;

  constructor(scenario: FakeScenario, logPath: string) {
    this.#scenario = scenario;
    this.#logPath = logPath;
    this.#output = new Output(scenario.pieceBytes, scenario.lineEnd);
  }

  /** Runs until the scenario or the end of stdin ends it. */
  async run(args: readonly string[]): Promise<void> {
    this.#log({
      event: "start",
      pid: Deno.pid,
      args,
      cwd: Deno.cwd(),
      env: Deno.env.toObject(),
    });
    if (Deno.build.os !== "windows") {
      Deno.addSignalListener("SIGTERM", () => {
        this.#log({ event: "SIGTERM" });
        if (!this.#scenario.stubborn) Deno.exit(143);
      });
    }
    await this.#happen({ method: "start" });
    await this.#read();
    if (this.#reading) {
      this.#log({ event: "eof" });
      if (!this.#scenario.stubborn) await this.#happen({ method: "end" });
    }
    // Alive until someone ends it: stubborn, or no longer reading.
    setInterval(() => {}, 60_000);
  }

  async #read(): Promise<void> {
    const decoder = new TextDecoder();
    const buffer = new Uint8Array(65_536);
    let rest = "";
    while (this.#reading) {
      const size = await Deno.stdin.read(buffer);
      if (size === null) return;
      rest += decoder.decode(buffer.subarray(0, size), { stream: true });
      const lines = rest.split("\n");
      rest = lines.pop() ?? "";
      for (const line of lines) this.#receive(JSON.parse(line));
    }
  }

  #receive(message: Partial<Call>): void {
    this.#log({ event: "received", message });
    const { method, id } = message;
    if (method === undefined) {
      this.#count(`answer:${id}`);
      return;
    }
    if (method === "turn/interrupt") this.#interrupted = true;
    if (method === "turn/start") this.#interrupted = false;
    void this.#happen({ method, ...(id === undefined ? {} : { id }) });
  }

  async #happen(call: Call): Promise<void> {
    const count = this.#count(call.method);
    const lists = this.#scenario.on?.[call.method] ?? [[{ do: "default" }]];
    await this.#perform(lists[Math.min(count, lists.length - 1)] ?? [], call);
  }

  /** Notes that `name` has come, and returns how often it had before. */
  #count(name: string): number {
    const count = this.#calls.get(name) ?? 0;
    this.#calls.set(name, count + 1);
    this.#called.dispatchEvent(new Event(name));
    return count;
  }

  async #perform(steps: readonly Step[], call: Call): Promise<void> {
    for (const step of steps) {
      if (this.#interrupted && call.method === "turn/start") return;
      await this.#step(step, call);
    }
  }

  async #step(step: Step, call: Call): Promise<void> {
    const out = this.#output;
    const id = call.id ?? null;
    switch (step.do) {
      case "default":
        return await this.#perform(
          defaultSteps(call.method, this.#scenario),
          call,
        );
      case "reply":
        return out.message({ id, result: step.result });
      case "error":
        return out.message({
          id,
          error: { code: step.code, message: step.message },
        });
      case "refuse":
        return out.message({ id, error: step.error });
      case "notify":
        return out.message({ method: step.method, params: step.params });
      case "ask":
        return out.message({
          method: step.method,
          id: step.id,
          params: step.params,
        });
      case "send":
        return out.message(step.message);
      case "image":
        for (const message of imageMessages(step, home())) {
          out.message(message);
        }
        return;
      case "raw":
        return out.text(step.text);
      case "bytes":
        return out.bytes(Uint8Array.from(step.bytes));
      case "hugeLine":
        return out.message(padded(step.bytes));
      case "stderr":
        for (let left = step.times ?? 1; left > 0; left--) {
          Deno.stderr.writeSync(new TextEncoder().encode(step.text));
        }
        return;
      case "together":
        return await out.together(() => this.#perform(step.steps, call));
      case "repeat":
        for (let left = step.times; left > 0; left--) {
          await this.#perform(step.steps, call);
        }
        return;
      case "flood":
        this.#log({ event: "flood", sent: 0 });
        return this.#log({
          event: "flood",
          sent: await flood(step, out, () => this.#interrupted),
        });
      case "awaitCall":
        return await this.#calledOnce(step.method);
      case "awaitFile":
        return await fileThere(step.path);
      case "stopReading":
        this.#reading = false;
        return;
      case "grandchild":
        return this.#log({ event: "grandchild", pid: holdPipes() });
      case "exit":
        return Deno.exit(step.code);
      case "crash":
        return Deno.kill(Deno.pid, "SIGKILL");
    }
  }

  async #calledOnce(method: string): Promise<void> {
    if (this.#calls.has(method)) return;
    await new Promise((resolve) =>
      this.#called.addEventListener(method, resolve, { once: true })
    );
  }

  #log(entry: LogEntry): void {
    Deno.writeTextFileSync(this.#logPath, `${JSON.stringify(entry)}\n`, {
      append: true,
    });
  }
}

function home(): string {
  return Deno.env.get("CODEX_HOME") ?? Deno.cwd();
}

/** A notification whose line has exactly `bytes` bytes. */
function padded(bytes: number): Json {
  const empty = { method: "fake/huge", params: { padding: "" } };
  const padding = "x".repeat(bytes - JSON.stringify(empty).length);
  return { ...empty, params: { padding } };
}

async function fileThere(path: string): Promise<void> {
  for (;;) {
    const there = await Deno.stat(path).then(() => true, () => false);
    if (there) return;
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY));
  }
}

/** Starts a process that keeps stdout and stderr open; returns its id. */
function holdPipes(): number {
  return new Deno.Command(Deno.execPath(), {
    args: ["eval", "--no-config", "setTimeout(() => {}, 600_000)"],
    stdin: "null",
    stdout: "inherit",
    stderr: "inherit",
  }).spawn().pid;
}
