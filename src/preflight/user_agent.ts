/**
 * The version in what Codex calls itself: `CLIENT/VERSION (SYSTEM) ...`.
 * Undefined when it is not of that form. The client's name comes first and is
 * ours, so it holds no slash.
 */
export function versionOf(userAgent: string): string | undefined {
  return /^[^/\s]+\/(\S+)/.exec(userAgent)?.[1];
}
