/**
 * The program that plays `codex app-server` in these tests. Its first argument
 * is a {@linkcode Script} as JSON: what to do at the start and for each message
 * that arrives. It leaves at the end of its input, as Codex does.
 */

/** One thing to do. */
export type Step =
  /** Sends one message. */
  | { readonly send: unknown }
  /** Answers the request in hand. */
  | { readonly reply: unknown }
  | { readonly replyError: { readonly code: number; readonly message: string } }
  /** Writes text to stdout as it is; `times` in a row. */
  | { readonly raw: string; readonly times?: number }
  | { readonly stderr: string; readonly times?: number }
  /** Sends the message in hand back as the notification `echo`. */
  | { readonly echo: true }
  /** Does nothing for so many milliseconds. */
  | { readonly pause: number }
  | { readonly exit: number }
  | { readonly kill: true }
  /** Reads no further, and stays. */
  | { readonly deaf: true };

/** What the program does. */
export interface Script {
  readonly start?: readonly Step[];
  /**
   * Steps for the first, second... message of a method; the last entry serves
   * all later ones. Replies come under the name `answer`.
   */
  readonly on?: Readonly<Record<string, readonly (readonly Step[])[]>>;
  /** A file that gets a {@linkcode Start} and then every line received. */
  readonly log?: string;
}

/** What the program writes about itself. */
export interface Start {
  readonly pid: number;
  /** Its arguments behind the script. */
  readonly args: readonly string[];
}

/** Longest life of a program that no longer listens, in milliseconds. */
const STAY_MS = 600_000;

const encoder = new TextEncoder();

function write(
  stream: { writeSync(bytes: Uint8Array): number },
  text: string,
): void {
  let bytes = encoder.encode(text);
  while (bytes.length > 0) bytes = bytes.subarray(stream.writeSync(bytes));
}

function send(message: unknown): void {
  write(Deno.stdout, `${JSON.stringify(message)}\n`);
}

/** Stays alive with no more input; a failed test must leave nothing for good. */
function stay(): Promise<never> {
  setTimeout(() => Deno.exit(3), STAY_MS);
  return new Promise(() => {});
}

interface Received {
  readonly id?: number;
  readonly method?: string;
}

async function perform(step: Step, received: Received): Promise<void> {
  const { id } = received;
  if ("send" in step) send(step.send);
  else if ("reply" in step) send({ id, result: step.reply });
  else if ("replyError" in step) send({ id, error: step.replyError });
  else if ("echo" in step) send({ method: "echo", params: received });
  else if ("raw" in step) write(Deno.stdout, step.raw.repeat(step.times ?? 1));
  else if ("stderr" in step) {
    for (let left = step.times ?? 1; left > 0; left--) {
      write(Deno.stderr, step.stderr);
    }
  } else if ("pause" in step) {
    await new Promise((resume) => setTimeout(resume, step.pause));
  } else if ("exit" in step) Deno.exit(step.exit);
  else if ("kill" in step) Deno.kill(Deno.pid, "SIGKILL");
  else await stay();
}

function note({ log }: Script, line: string): void {
  if (log) Deno.writeTextFileSync(log, `${line}\n`, { append: true });
}

async function play(script: Script): Promise<void> {
  const [, ...args] = Deno.args;
  note(script, JSON.stringify({ pid: Deno.pid, args } satisfies Start));
  for (const step of script.start ?? []) await perform(step, {});
  const seen = new Map<string, number>();
  let rest = "";
  for await (
    const piece of Deno.stdin.readable.pipeThrough(new TextDecoderStream())
  ) {
    const lines = (rest + piece).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) {
      note(script, line);
      const received: Received = JSON.parse(line);
      const name = received.method ?? "answer";
      const turns = script.on?.[name] ?? [];
      const nth = seen.get(name) ?? 0;
      seen.set(name, nth + 1);
      for (const step of turns[Math.min(nth, turns.length - 1)] ?? []) {
        await perform(step, received);
      }
    }
  }
}

if (import.meta.main) await play(JSON.parse(Deno.args[0] ?? "{}"));
