/**
 * The version in what Codex calls itself: `CLIENT/VERSION (SYSTEM) ...`.
 * Undefined when it is not of that form. The client's name comes first and is
 * ours, so it holds no slash. Both are short: Codex sends some 20 characters.
 */
export function versionOf(userAgent: string): string | undefined {
  return /^[^/\s]{1,100}\/(\S{1,100})(?!\S)/.exec(userAgent)?.[1];
}
