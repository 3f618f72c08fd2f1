import type { Failure } from "../../errors/failure.ts";
import type { JobContext } from "../../generate/job.ts";
import { asciiLine } from "../ascii_line.ts";
import { reusedReadiness } from "../readiness/reuse.ts";
import { markModelFolder } from "./model_folder.ts";
import { readMessages } from "./read_messages.ts";
import type { Reply } from "./reply.ts";
import { Runner } from "./runner.ts";
import { type Host, serveAsk } from "./serve_ask.ts";

/** What surrounds a runner. */
export interface ServeOptions extends Host, Pick<JobContext, "files"> {
  readonly input: ReadableStream<Uint8Array>;
  /** Writes text at once and in order. */
  readonly write: (text: string) => void;
  /** Is told every failure with all that is known of it. */
  readonly report: (failure: Failure) => void;
  /** Aborting ends the runner as the end of its input does. */
  readonly signal: AbortSignal;
}

/**
 * Speaks Modly's runner protocol until the host says `shutdown`, its input
 * ends, or the signal is aborted; whatever runs then is cancelled first.
 *
 * The first line is `ready`, before anything is read or loaded: hosts wait for
 * it without a limit and take no other.
 */
export async function serve(options: ServeOptions): Promise<void> {
  const { input, write, env, signal, report, files } = options;
  const reply = (message: Reply) => write(asciiLine(message));
  reply({ type: "ready", params_schema: [] });
  let checked: Promise<unknown> = Promise.resolve();
  const runner = new Runner({
    reply,
    report,
    load: () => markModelFolder(env("MODEL_DIR")),
    run: async (message, context) => {
      const { runHostJob } = await import("../run_host_job.ts");
      return runHostJob(serveAsk(message, options), {
        ...context,
        env,
        ...(files === undefined ? {} : { files }),
      });
    },
    readiness: reusedReadiness(async () => {
      const { checkReadiness } = await import("../readiness/check.ts");
      const { answer, ended } = checkReadiness({ env, signal });
      checked = ended;
      return answer;
    }),
  });
  for await (const message of readMessages(input, signal)) {
    if (message.action === "shutdown") break;
    runner.handle(message);
  }
  await Promise.all([runner.stop(), checked]);
}
