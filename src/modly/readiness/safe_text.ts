import { redact } from "../../errors/redact.ts";

/** Longest text in an answer, in characters. */
const CHARACTERS = 400;

/**
 * What makes the hosts drop a text: words of secrets, and anything that looks
 * like a path.
 */
const DROPPED =
  /token|secret|password|passwd|api[_-]?key|authorization|bearer|credential|traceback|\.\.|~|\\|(?:^|[^\w])\/(?!\/)\w/i;

/** Would the hosts pass this text on? */
function isSafe(text: string): boolean {
  return text !== "" && redact(text, CHARACTERS) === text &&
    !DROPPED.test(text.replaceAll(/https:\/\//g, ""));
}

/** `text`, or `otherwise` when the hosts would drop it. */
export function safeText(text: string, otherwise: string): string {
  return isSafe(text) ? text : otherwise;
}
