import * as z from "zod/mini";
import { seconds, whole } from "./kinds.ts";

/** The group `limits` of a policy. */
export const limits = z.strictObject({
  promptCharacters: whole(1_000_000).check(
    z.describe("Longest prompt, in characters."),
  ),
  images: whole(5).check(
    z.describe(
      "Input images in one job, primary and references together; Codex takes 5 at most.",
    ),
  ),
  inputBytes: whole(64 * 1024 * 1024).check(
    z.describe("Largest input image, in bytes."),
  ),
  inputSide: whole(65_535).check(
    z.describe("Longest side of an input image, in pixels."),
  ),
  inputPixels: whole(1_000_000_000).check(
    z.describe("Most pixels of an input image."),
  ),
  outputBytes: whole(35 * 1024 * 1024).check(
    z.describe("Largest image accepted from Codex, in bytes."),
  ),
  outputSide: whole(65_535).check(
    z.describe("Longest side of an image from Codex, in pixels."),
  ),
  outputPixels: whole(1_000_000_000).check(
    z.describe("Most pixels of an image from Codex."),
  ),
  handshakeSeconds: seconds(120).check(
    z.describe("How long Codex may take to answer its first request."),
  ),
  noticeSeconds: seconds(3600).check(
    z.describe(
      "After how long the user is told that the image takes its time.",
    ),
  ),
  stallSeconds: seconds(3600).check(
    z.describe("How long Codex may stay silent during a turn."),
  ),
  jobSeconds: seconds(3600).check(z.describe("How long a whole job may take.")),
}).register(z.globalRegistry, {
  description: "Sizes and times a job has to keep.",
});
