import type { Code } from "../errors/catalogue.ts";
import { catalogue } from "../errors/catalogue.ts";
import type { EvidenceValue, Failure } from "../errors/failure.ts";

/** Longest next step that is told, in characters: hosts show an error on a line or two. */
const REMEDY_CHARACTERS = 140;
/** Longest fact that is told, in characters. */
const FACT_CHARACTERS = 400;

/** Next steps for whoever sits before a host, where the catalogue's is a flag of the command line. */
const hostRemedies: Partial<Record<Code, string>> = {
  "request/invalid_prompt": "Write in the node's prompt what to make",
  "request/missing_input_image": "Connect or select an image",
  "request/invalid_input_image": "Give a whole PNG, JPEG or WebP file",
  "output/workspace_unusable": "Look at the workspace folder in the settings",
  "output/already_exists": "Choose another name",
  "runtime/no_output": "Ask for one picture in plain words",
};

/**
 * A failure as one plain sentence for a host, which shows nothing else: what
 * went wrong, why, where an image is kept, when to come back, the next step
 * where it is short, and the machine code in parentheses at the end.
 */
export function failureSentence(failure: Failure): string {
  const { message, evidence, code, retryAfter } = failure;
  const told = [
    withReason(trimmed(message), evidence["reason"] ?? evidence["reply"]),
    ...keptAt(evidence["keptPath"] ?? evidence["paths"]),
    ...(retryAfter === undefined ? [] : [`try again after ${retryAfter}`]),
    ...shortRemedy(failure),
  ];
  return `${told.join("; ")} (${code})`;
}

function withReason(message: string, reason: EvidenceValue | undefined) {
  if (typeof reason !== "string") return message;
  const told = trimmed(reason);
  return told === "" || message.includes(told)
    ? message
    : `${message}: ${told}`;
}

/** Paths are told whole: they are where something is that was paid for. */
function keptAt(paths: EvidenceValue | undefined): readonly string[] {
  const list: readonly EvidenceValue[] = Array.isArray(paths) ? paths : [paths];
  const known = list.filter((path) => typeof path === "string");
  return known.length === 0 ? [] : [`it is kept at ${known.join(", ")}`];
}

function shortRemedy({ code, remedy }: Failure): readonly string[] {
  const own = remedy === catalogue[code].remedy
    ? hostRemedies[code]
    : undefined;
  const text = trimmed(own ?? remedy);
  return text === "" || text.length > REMEDY_CHARACTERS
    ? []
    : [text.replace(/^[A-Z](?=[a-z ])/, (letter) => letter.toLowerCase())];
}

/** On one line, cut, without the mark at its end. */
function trimmed(text: string): string {
  const line = text.replace(/[\p{Cc}\p{Z}]+/gu, " ").trim();
  return line.slice(0, FACT_CHARACTERS).replace(/[.\s]+$/, "");
}
