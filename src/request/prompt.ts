import * as z from "zod/mini";
import { Failure } from "../errors/failure.ts";
import { checked } from "./checked.ts";
import { type Envelope, pick } from "./envelope.ts";

/** Anything but space, control and invisible format characters. */
const VISIBLE = /[^\p{Z}\p{Cc}\p{Cf}]/u;

/**
 * The prompt, without the space around it.
 *
 * @param limit Longest prompt in characters (code points).
 * @throws {Failure} `request/invalid_prompt`.
 */
export function readPrompt(envelope: Envelope, limit: number): string {
  const field = pick(envelope, "prompt");
  if (field === undefined) throw new Failure("request/invalid_prompt");
  return checked(promptSchema(limit), field, "request/invalid_prompt");
}

function promptSchema(limit: number): z.ZodMiniType<string> {
  return z.string("must be text").check(
    z.trim(),
    z.regex(VISIBLE, "has no visible character"),
    z.refine((text) => !text.includes("\0"), "holds a NUL character"),
    // Codex drops a message with half a surrogate pair without an answer.
    z.refine((text) => text.isWellFormed(), "holds half a Unicode character"),
    z.refine(
      (text) => !isLongerThan(text, limit),
      `is longer than ${limit} characters`,
    ),
  );
}

/** Counts code points only when the cheap count leaves it open. */
function isLongerThan(text: string, limit: number): boolean {
  if (text.length <= limit) return false;
  if (text.length > 2 * limit) return true;
  return Array.from(text).length > limit;
}
