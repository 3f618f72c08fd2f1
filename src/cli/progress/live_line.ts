import { oneLine } from "../style.ts";
import { elapsedText } from "./words.ts";

/** Moves to the start of the line and clears it (ECMA-48 EL). */
export const ERASE_LINE = "\r\x1b[2K";

/** Tells the terminal that work of unknown length goes on (ConEmu's OSC 9;4, state 3). */
export const BUSY = "\x1b]9;4;3\x1b\\";

/** Takes {@linkcode BUSY} back (state 0). */
export const IDLE = "\x1b]9;4;0\x1b\\";

const turningSigns = [
  "⠋",
  "⠙",
  "⠹",
  "⠸",
  "⠼",
  "⠴",
  "⠦",
  "⠧",
  "⠇",
  "⠏",
] as const;
const turningLetters = ["|", "/", "-", "\\"] as const;

/** What the live line shows at one moment. */
export interface LiveLine {
  readonly words: string;
  readonly elapsedMs: number;
  /** Counts up with every drawing. */
  readonly frame: number;
}

/**
 * The live line, drawn over the one before: a turning sign, the stage and the
 * time since the job began. Cut so that it stays on one line of `columns`.
 */
export function liveLine(
  { words, elapsedMs, frame }: LiveLine,
  options: { readonly columns: number; readonly unicode: boolean },
): string {
  const turning = options.unicode ? turningSigns : turningLetters;
  const sign = turning[frame % turning.length] ?? "";
  const text = `${sign} ${oneLine(words)} ${elapsedText(elapsedMs)}`;
  return ERASE_LINE + text.slice(0, Math.max(0, options.columns - 1));
}
