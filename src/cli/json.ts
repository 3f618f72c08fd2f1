import type { Failure } from "../errors/failure.ts";

/**
 * The version of every document that `--json` prints. It changes only when a
 * field goes or changes its meaning.
 */
const SCHEMA_VERSION = 1;

/** The one document that `--json` prints on success: a single line. */
export function successDocument(result: object): string {
  return document({ ok: true, ...result });
}

/** The one document that `--json` prints on failure: a single line. */
export function failureDocument(failure: Failure): string {
  return document({
    ok: false,
    code: failure.code,
    message: failure.message,
    remedy: failure.remedy,
    retry: failure.retry,
    ...(failure.retryAfter === undefined
      ? {}
      : { retryAfter: failure.retryAfter }),
    evidence: failure.evidence,
  });
}

/** A document whose `ok` is the result's own, as that of `doctor`. */
export function document<T extends { readonly ok: boolean }>(
  fields: T,
): string {
  return JSON.stringify({ schemaVersion: SCHEMA_VERSION, ...fields }) + "\n";
}
