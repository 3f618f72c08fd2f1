import { Failure } from "../../errors/failure.ts";
import { recoveredWarnings } from "../../generate/recovered.ts";
import type { Environment } from "../../system/environment.ts";
import { asciiLine } from "../ascii_line.ts";
import { failureSentence } from "../failure_sentence.ts";
import { hostProgress } from "../progress.ts";
import { runHostJob } from "../run_host_job.ts";
import { type FirstLine, readFirstLine } from "./first_line.ts";
import { processAsk } from "./process_ask.ts";
import { readProcessMessage } from "./process_message.ts";
import type { ProcessReply } from "./process_reply.ts";

/** What surrounds one run of a process extension. */
export interface ProcessOptions {
  readonly input: ReadableStream<Uint8Array>;
  /** Writes text at once and in order. */
  readonly write: (text: string) => void;
  readonly env: Environment;
  readonly signal: AbortSignal;
  /**
   * The host keeps the input open while it wants the image, so its end cancels
   * the job. Modly itself ends the input right after its message.
   */
  readonly attached: boolean;
}

/**
 * Speaks Modly's process protocol: one message in, progress and log lines out,
 * and one line at the end that says `done` or `error`.
 *
 * @returns the failure that the last line told; undefined when the image is
 * there.
 */
export async function runProcess(
  options: ProcessOptions,
): Promise<Failure | undefined> {
  const tell = (reply: ProcessReply) => options.write(asciiLine(reply));
  const progress = hostProgress((step) => tell({ type: "progress", ...step }));
  try {
    const first = await readFirstLine(options.input);
    const message = readProcessMessage(first.line);
    const receipt = await runHostJob(
      processAsk(message, options.env("WORKSPACE_DIR")),
      {
        progress: progress.listener,
        signal: stopSignal(first, options),
        env: options.env,
      },
    );
    progress.stop();
    for (const message of receipt.warnings) tell({ type: "log", message });
    tell({ type: "done", result: { filePath: receipt.path } });
    return undefined;
  } catch (thrown) {
    progress.stop();
    const failure = Failure.from(thrown);
    for (const message of recoveredWarnings(failure)) {
      tell({ type: "log", message });
    }
    tell({ type: "error", message: failureSentence(failure) });
    return failure;
  }
}

function stopSignal(
  { inputEnded }: FirstLine,
  { signal, attached }: ProcessOptions,
): AbortSignal {
  if (!attached) return signal;
  const left = new AbortController();
  inputEnded.then(() => left.abort());
  return AbortSignal.any([signal, left.signal]);
}
