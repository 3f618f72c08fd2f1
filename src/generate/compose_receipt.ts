import type { TurnOutcome } from "../codex/turn.ts";
import { redact } from "../errors/redact.ts";
import type { Published } from "../output/publish.ts";
import type { Reservation } from "../output/reservation.ts";
import { sha256 } from "../system/sha256.ts";
import type { CheckedJob } from "./check.ts";
import type { ChosenImage } from "./choose.ts";
import type { Receipt } from "./receipt.ts";
import { recoveredWarning } from "./recovered.ts";
import { compareRequested } from "./requested.ts";
import type { StartedJob } from "./start.ts";

/** What a receipt tells of. */
export interface FinishedJob {
  readonly checked: Pick<CheckedJob, "request" | "warnings">;
  readonly started:
    & Pick<StartedJob, "version" | "thread" | "warnings">
    & { readonly reservation: Pick<Reservation, "recovered"> };
  readonly outcome: Pick<TurnOutcome, "record" | "why">;
  readonly image: ChosenImage;
  readonly published: Published;
  readonly timings: Receipt["timings"];
  /** What else the user should know. */
  readonly warnings: readonly string[];
}

/** Puts a finished job's receipt together. */
export function composeReceipt(job: FinishedJob): Receipt {
  const { checked, started, outcome, image, published } = job;
  const { facts, item } = image;
  const { requested, warnings } = compareRequested(
    checked.request.hints,
    facts,
    facts.transparency,
  );
  return {
    path: published.path,
    mode: checked.request.mode,
    image: {
      format: facts.format,
      width: facts.width,
      height: facts.height,
      bytes: facts.bytes,
      sha256: sha256(image.bytes),
      alpha: facts.transparency,
    },
    requested,
    codex: {
      version: started.version,
      model: started.thread.model,
      threadId: redact(started.thread.id),
      itemId: redact(item.id),
      revisedPrompt: item.revisedPrompt ?? null,
    },
    timings: job.timings,
    warnings: [
      ...checked.warnings,
      ...started.warnings,
      ...turnWarnings(outcome, image),
      ...warnings,
      ...published.warnings,
      ...started.reservation.recovered.map(recoveredWarning),
      ...job.warnings,
    ],
  };
}

function turnWarnings(
  { record, why }: FinishedJob["outcome"],
  { extraPaths }: ChosenImage,
): readonly string[] {
  const error = record.end?.error ?? record.finalError;
  return [
    error &&
    `Codex reported an error although the image was made: ${
      redact(error.message, 300)
    }`,
    extraPaths.length > 0 &&
    `Codex made more than one image; kept as well: ${extraPaths.join(", ")}`,
    (why === "stalled" || why === "too long") &&
    "The image came at the last moment, when the time limit had passed",
  ].flatMap((warning) => warning || []);
}
