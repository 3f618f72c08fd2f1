import type { CodexImage } from "../codex/image_item.ts";
import { removeSavedImage } from "../codex/saved_image.ts";
import type { TurnOutcome } from "../codex/turn.ts";
import { redact } from "../errors/redact.ts";
import type { Published } from "../output/publish.ts";
import { sha256 } from "../system/sha256.ts";
import type { CheckedJob } from "./check.ts";
import type { ChosenImage } from "./choose.ts";
import type { JobClock } from "./clock.ts";
import type { Receipt } from "./receipt.ts";
import { recoveredWarning } from "./recovered.ts";
import { compareRequested } from "./requested.ts";
import type { StartedJob } from "./start.ts";

/** Everything a finished job left behind. */
export interface FinishedJob {
  readonly checked: CheckedJob;
  readonly started: StartedJob;
  readonly outcome: TurnOutcome;
  readonly image: ChosenImage;
  readonly published: Published;
  readonly clock: JobClock;
}

/** Puts the receipt together, and removes Codex's copy where the policy says so. */
export async function writeReceipt(job: FinishedJob): Promise<Receipt> {
  const { checked, started, outcome, image, published, clock } = job;
  const { facts, item } = image;
  const { requested, warnings } = compareRequested(
    checked.request.hints,
    facts,
    facts.transparency,
  );
  const copyWarnings = checked.policy.output.removeCodexCopy
    ? await removeCopy(image, started)
    : [];
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
    timings: clock.finish(),
    warnings: [
      ...checked.warnings,
      ...started.warnings,
      ...turnWarnings(outcome, image),
      ...warnings,
      ...published.warnings,
      ...started.reservation.recovered.map(recoveredWarning),
      ...copyWarnings,
    ],
  };
}

async function removeCopy(
  { leftover }: CodexImage,
  { session }: StartedJob,
): Promise<readonly string[]> {
  if (leftover === undefined) return [];
  return await removeSavedImage(leftover, session.codexHome)
    ? []
    : ["Codex's own copy of the image could not be removed"];
}

function turnWarnings(
  { record, why }: TurnOutcome,
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
