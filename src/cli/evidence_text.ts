import type { Evidence, EvidenceValue } from "../errors/failure.ts";
import { oneLine } from "./style.ts";

/** Most facts shown in text; `--json` has them all. */
const MOST_LINES = 8;

/** Longest fact shown, in characters. */
const LONGEST = 500;

/** Facts that have words of their own; others are named by their key. */
const words: Readonly<Record<string, string>> = {
  keptPath: "The image is kept at",
  paths: "The images are at",
  reply: "Codex answered",
  error: "What was thrown",
};

/**
 * The facts of a failure or check in plain words, a line each.
 *
 * @param said What was told already; facts that it holds are left out.
 */
export function evidenceLines(evidence: Evidence, said: string): string[] {
  return Object.entries(evidence)
    .flatMap(([key, value]) => {
      if (leadsWithToldFact(value, said)) {
        const further = inWords(value.slice(1));
        return further === undefined ? [] : [`Further ${key}: ${further}`];
      }
      const shown = inWords(value);
      if (shown === undefined) return [];
      const told = typeof value === "string" ? shown : `${key} ${shown}`;
      return said.includes(told)
        ? []
        : [`${words[key] ?? nameInWords(key)}: ${shown}`];
    })
    .slice(0, MOST_LINES);
}

/**
 * Is it a list of faults whose first one the message tells? Messages lead with
 * the first.
 */
function leadsWithToldFact(
  value: EvidenceValue,
  said: string,
): value is readonly EvidenceValue[] {
  if (!isList(value)) return false;
  const [first] = value;
  if (typeof first !== "object" || first === null || isList(first)) {
    return false;
  }
  const texts = Object.values(first).filter((part) => typeof part === "string");
  return texts.length > 0 && texts.every((text) => said.includes(text));
}

/** A fact on one line; undefined when it says nothing. */
function inWords(value: EvidenceValue): string | undefined {
  if (value === null || value === "") return undefined;
  if (typeof value === "string") return shorten(oneLine(value));
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (typeof value === "number") return String(value);
  const parts = isList(value)
    ? value.map(inWords).filter((part) => part !== undefined)
    : Object.entries(value).flatMap(([key, part]) => {
      const shown = inWords(part);
      return shown === undefined ? [] : [`${key} ${shown}`];
    });
  const separator = isList(value) && value.some(isCompound) ? "; " : ", ";
  return parts.length === 0 ? undefined : shorten(parts.join(separator));
}

/** Narrower than `Array.isArray`, which loses a readonly list's type. */
function isList(value: EvidenceValue): value is readonly EvidenceValue[] {
  return Array.isArray(value);
}

function isCompound(value: EvidenceValue): boolean {
  return typeof value === "object" && value !== null;
}

function shorten(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}

/** `minimumVersion` becomes "Minimum version". */
function nameInWords(key: string): string {
  const spaced = key.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
    .replace(/_/g, " ").trim();
  return spaced.charAt(0).toUpperCase() + spaced.slice(1);
}
