import * as z from "zod/mini";
import { seconds, whole } from "./kinds.ts";
import { mostAllowed } from "./most_allowed.ts";

/** The group `limits` of a policy. */
export const limits = z.strictObject({
  promptCharacters: whole(mostAllowed.promptCharacters).check(
    z.describe("Longest prompt, in characters."),
  ),
  images: whole(mostAllowed.images).check(
    z.describe(
      "Input images in one job, primary and references together; Codex takes 5 at most.",
    ),
  ),
  inputBytes: whole(mostAllowed.inputBytes).check(
    z.describe("Largest input image, in bytes."),
  ),
  inputSide: whole(mostAllowed.inputSide).check(
    z.describe("Longest side of an input image, in pixels."),
  ),
  inputPixels: whole(mostAllowed.inputPixels).check(
    z.describe("Most pixels of an input image."),
  ),
  outputBytes: whole(mostAllowed.outputBytes).check(
    z.describe("Largest image accepted from Codex, in bytes."),
  ),
  outputSide: whole(mostAllowed.outputSide).check(
    z.describe("Longest side of an image from Codex, in pixels."),
  ),
  outputPixels: whole(mostAllowed.outputPixels).check(
    z.describe("Most pixels of an image from Codex."),
  ),
  handshakeSeconds: seconds(mostAllowed.handshakeSeconds).check(
    z.describe("How long Codex may take to answer its first request."),
  ),
  noticeSeconds: seconds(mostAllowed.noticeSeconds).check(
    z.describe(
      "After how long the user is told that the image takes its time.",
    ),
  ),
  stallSeconds: seconds(mostAllowed.stallSeconds).check(
    z.describe("How long Codex may stay silent during a turn."),
  ),
  jobSeconds: seconds(mostAllowed.jobSeconds).check(
    z.describe("How long a whole job may take."),
  ),
}).register(z.globalRegistry, {
  description: "Sizes and times a job has to keep.",
});
