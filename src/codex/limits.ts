/**
 * Longest line taken from Codex, in bytes: a 32 MiB image is 43 MiB of base64
 * in one line (guarantee G5).
 */
export const MAX_LINE_BYTES = 48 * 1024 * 1024;

/** Lines that are not messages are skipped up to this number (guarantee G6). */
export const MAX_JUNK_LINES = 100;
