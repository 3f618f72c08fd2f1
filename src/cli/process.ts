import { Failure } from "../errors/failure.ts";
import { currentFolder } from "../system/current_folder.ts";
import { environment } from "../system/environment.ts";
import { hostPlatform } from "../system/platform.ts";
import type { CliContext, Look } from "./context.ts";
import { reportFailure } from "./failing.ts";
import { readInput } from "./input.ts";
import { wantsJson } from "./json_flag.ts";
import { OutputStream } from "./output_stream.ts";
import type { Services } from "./services.ts";
import { answerSignals } from "./signals.ts";
import { style } from "./style.ts";
import { appearance } from "./terminal.ts";

/** Width taken for a terminal that does not tell its own, in characters. */
const USUAL_COLUMNS = 80;

/**
 * The context of this very process: its streams, environment and signals. The
 * first stop signal aborts the context's signal, one that comes over a second
 * later exits at once with 130. Meant to be called once.
 */
export function processContext(services: Services): CliContext {
  const { os } = hostPlatform();
  const { stdin, stdout, stderr } = Deno;
  const stopping = new AbortController();
  const cancelled = new Failure("runtime/cancelled");
  const now = () => performance.now();
  answerSignals(os, Deno.addSignalListener, {
    first: () => stopping.abort(cancelled),
    again: () => Deno.exit(cancelled.exit),
  }, now);
  const look = (stream: { isTerminal(): boolean }): Look => {
    const isTerminal = stream.isTerminal();
    const facts = appearance({ isTerminal, os, env: environment });
    return { ...facts, style: style(facts.colour), columns };
  };
  const context: CliContext = {
    process: {
      stdout: new OutputStream(stdout),
      stderr: new OutputStream(stderr),
    },
    stdoutLook: look(stdout),
    stderrLook: look(stderr),
    env: environment,
    currentFolder,
    readText: (source) =>
      readInput(source, {
        stdin: () => stdin.readable,
        stdinIsTerminal: stdin.isTerminal(),
        signal: stopping.signal,
      }),
    signal: stopping.signal,
    now,
    // Deno fires it on every way out, `Deno.exit` included.
    atExit: (cleanUp) => addEventListener("unload", cleanUp, { once: true }),
    services,
  };
  reportCrashes(context);
  return context;
}

/** What escapes every `await` is still told like any failure, not as a bare stack. */
function reportCrashes(context: CliContext): void {
  const crash = (event: Event, thrown: unknown) => {
    event.preventDefault();
    const failure = Failure.from(thrown);
    reportFailure(failure, { context, json: wantsJson(Deno.args) });
    Deno.exit(failure.exit);
  };
  addEventListener("unhandledrejection", (event) => crash(event, event.reason));
  addEventListener("error", (event) => crash(event, event.error));
}

/** The terminal's width; it may change at any time, and some terminals have none. */
function columns(): number {
  try {
    return Deno.consoleSize().columns || USUAL_COLUMNS;
  } catch {
    // Thrown where no standard stream is a terminal.
    return USUAL_COLUMNS;
  }
}
