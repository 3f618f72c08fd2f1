import type { Connection } from "./connection.ts";
import { type RateLimits, rateLimitsReply } from "./protocol.ts";

/** One usage window of the account. */
export interface UsageWindow {
  readonly usedPercent: number;
  readonly minutes: number | null;
  /** ISO 8601. */
  readonly resetsAt: string | null;
}

/** How long the question may take, in milliseconds. */
const USAGE_MS = 5_000;

/** Asks for the account's usage windows, which costs no quota. */
export async function readUsage(
  connection: Connection,
): Promise<RateLimits | undefined> {
  const reply = await connection.request(
    "account/rateLimits/read",
    {},
    USAGE_MS,
  );
  if (reply.kind !== "result") return undefined;
  return rateLimitsReply.safeParse(reply.result).data?.rateLimits;
}

/** The windows in their order, times readable. */
export function usageWindows(limits: RateLimits): readonly UsageWindow[] {
  return [limits.primary, limits.secondary].flatMap((window) =>
    window
      ? [{
        usedPercent: window.usedPercent,
        minutes: window.windowDurationMins ?? null,
        resetsAt: isoTime(window.resetsAt),
      }]
      : []
  );
}

/** When the account can work again: the latest reset of a window that is full. */
export function resetTime(limits: RateLimits): string | undefined {
  return usageWindows(limits)
    .filter(({ usedPercent }) => usedPercent >= 100)
    .flatMap(({ resetsAt }) => resetsAt ?? [])
    .toSorted()
    .at(-1);
}

/** Unix seconds as ISO 8601 text; null for a year that does not have four digits. */
export function isoTime(seconds: number | null | undefined): string | null {
  if (seconds === null || seconds === undefined) return null;
  const date = new Date(seconds * 1_000);
  if (Number.isNaN(date.getTime())) return null;
  const text = date.toISOString();
  return /^\d{4}-/.test(text) ? text : null;
}
