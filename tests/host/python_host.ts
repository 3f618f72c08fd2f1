/** Drives the small Modly backend in `host.py`. */
import { fail } from "@std/assert";
import { fileURLToPath } from "node:url";
import {
  type Ended,
  type EventOf,
  type HostEvent,
  hostEvent,
  type Progress,
} from "./events.ts";
import { python } from "./python.ts";
import { PATIENCE_MS } from "../support/pace.ts";

/** The folders of a host. */
export interface HostFolders {
  readonly extensions: string;
  readonly models: string;
  readonly workspace: string;
}

/** One job as a host starts it. */
export interface HostJob {
  readonly job: string;
  readonly model: string;
  /** Default: nothing. */
  readonly image?: Uint8Array;
  readonly params?: Readonly<Record<string, unknown>>;
  /** Default "Default". */
  readonly collection?: string;
}

/** A running host. */
export class PythonHost implements AsyncDisposable {
  readonly #child: Deno.ChildProcess;
  readonly #input: WritableStreamDefaultWriter<Uint8Array>;
  readonly #events: HostEvent[] = [];
  readonly #arrived = new EventTarget();
  readonly #read: Promise<void>;
  #gone = false;

  /**
   * @param env The whole environment.
   * @param runnerEnv What the host adds for runners; `{model_id}` is filled in.
   */
  constructor(
    folders: HostFolders,
    env: Readonly<Record<string, string>>,
    runnerEnv: Readonly<Record<string, string>>,
  ) {
    this.#child = new Deno.Command(python ?? "python3", {
      args: [
        fileURLToPath(new URL("./host.py", import.meta.url)),
        ...[folders.extensions, folders.models, folders.workspace],
        JSON.stringify(runnerEnv),
      ],
      env: { ...env, PYTHONDONTWRITEBYTECODE: "1" },
      clearEnv: true,
      stdin: "piped",
      stdout: "piped",
      stderr: "inherit",
    }).spawn();
    this.#input = this.#child.stdin.getWriter();
    this.#read = this.#receive();
  }

  /** Looks for extensions, as at the start and on every reload. */
  discover(): Promise<EventOf<"discovered">> {
    return this.#ask({ do: "discover" }, "discovered");
  }

  /** Starts a job and waits for its end. */
  async generate(job: HostJob): Promise<Ended> {
    await this.start(job);
    return this.ended(job.job);
  }

  /** Starts a job. */
  async start(
    { job, model, image, params, collection }: HostJob,
  ): Promise<void> {
    await this.#send({
      do: "generate",
      job,
      model,
      image: (image ?? new Uint8Array()).toBase64(),
      params: params ?? {},
      collection: collection ?? "Default",
    });
  }

  /** Sets a job's event, and kills its program where the host can. */
  async cancel(job: string, kill = true): Promise<void> {
    await this.#send({ do: "cancel", job, kill });
  }

  /** The answers for these models, asked for at once. */
  readiness(models: readonly string[]): Promise<EventOf<"readiness">> {
    return this.#ask({ do: "readiness", models }, "readiness");
  }

  /** Writes text to a model's runner as it is. */
  say(model: string, text: string): Promise<EventOf<"said">> {
    return this.#ask({ do: "say", model, text }, "said");
  }

  unload(model: string): Promise<EventOf<"unloaded">> {
    return this.#ask({ do: "unload", model }, "unloaded");
  }

  shutDown(model: string): Promise<EventOf<"shut down">> {
    return this.#ask({ do: "shut down", model }, "shut down");
  }

  /** Waits until a job has ended. */
  ended(job: string): Promise<Ended> {
    return this.#wait(
      `the end of ${job}`,
      () =>
        this.#events.find((one): one is Ended =>
          one.event === "ended" && one.job === job
        ),
    );
  }

  /** Waits until a job has told its first progress. */
  begun(job: string): Promise<Progress> {
    return this.#wait(`progress of ${job}`, () => this.progress(job)[0]);
  }

  /** The progress of a job so far. */
  progress(job: string): Progress[] {
    return this.#events.filter((one) => one.event === "progress")
      .filter((one) => one.job === job);
  }

  /** Ends the host as a crash does. */
  async crash(): Promise<void> {
    this.#child.kill("SIGKILL");
    await this.#child.status;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#input.close().catch(() => {});
    await this.#child.status;
    await this.#read;
  }

  async #ask<Name extends HostEvent["event"]>(
    command: unknown,
    answer: Name,
  ): Promise<EventOf<Name>> {
    const before = this.#events.length;
    await this.#send(command);
    return this.#wait(
      answer,
      () =>
        this.#events.slice(before).find((one): one is EventOf<Name> =>
          one.event === answer
        ),
    );
  }

  async #send(command: unknown): Promise<void> {
    await this.#input.write(
      new TextEncoder().encode(JSON.stringify(command) + "\n"),
    );
  }

  async #wait<T>(what: string, find: () => T | undefined): Promise<T> {
    const { promise, resolve, reject } = Promise.withResolvers<T>();
    const timer = setTimeout(() => reject(`Never came: ${what}`), PATIENCE_MS);
    const look = () => {
      const found = find();
      if (found !== undefined) resolve(found);
      else if (this.#gone) reject(`The host ended before ${what}`);
    };
    this.#arrived.addEventListener("event", look);
    look();
    try {
      return await promise;
    } catch (why) {
      return fail(String(why));
    } finally {
      clearTimeout(timer);
      this.#arrived.removeEventListener("event", look);
    }
  }

  async #receive(): Promise<void> {
    let rest = "";
    const text = this.#child.stdout.pipeThrough(new TextDecoderStream());
    for await (const piece of text) {
      const lines = (rest + piece).split("\n");
      rest = lines.pop() ?? "";
      for (const line of lines) {
        this.#events.push(hostEvent.parse(JSON.parse(line)));
      }
      this.#arrived.dispatchEvent(new Event("event"));
    }
    this.#gone = true;
    this.#arrived.dispatchEvent(new Event("event"));
  }
}
