import type { Policy } from "./schema.ts";

/** One row of the policy's evidence table. */
export type EvidenceRow = Policy["evidence"][number];

/** What the evidence table says about one Codex CLI version on one platform. */
export interface Validation {
  /** A whole image job was seen to work, not only preflight. */
  readonly validated: boolean;
  /** One phrase for people, strongest evidence first: "seen to work: generation, live account". */
  readonly summary: string;
}

/** Looks up a Codex CLI version, letter for letter, on a platform. */
export function validationOf(
  evidence: Policy["evidence"],
  version: string,
  platform: string,
): Validation {
  const rows = evidence
    .filter((row) => row.codex === version && row.platform === platform)
    .toSorted((a, b) => strength(b) - strength(a));
  const [best] = rows;
  return {
    validated: best?.scope === "generation",
    summary: best === undefined
      ? "not validated here"
      : `seen to work: ${rows.map(rowText).join("; ")}`,
  };
}

/** What was seen, how and when: "generation, stand-in of the service, 2026-11-22". */
function rowText({ scope, service, date }: EvidenceRow): string {
  const parts = [
    scope === "generation" ? "generation" : "readiness only",
    service === "live" ? "live account" : "stand-in of the service",
  ];
  return [...parts, ...(date === null ? [] : [date])].join(", ");
}

/** A whole job proves more than readiness, a live account more than a stand-in. */
function strength({ scope, service }: EvidenceRow): number {
  return (scope === "generation" ? 2 : 0) + (service === "live" ? 1 : 0);
}
