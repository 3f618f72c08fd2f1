import type { ProgressEvent } from "../../generate/progress.ts";
import { warningText } from "../failure_text.ts";
import { oneLine, style } from "../style.ts";
import type { ProgressDisplay } from "./display.ts";
import { elapsedText, stageWords } from "./words.ts";

/** Progress as one line for each stage, for logs and pipes. */
export function plainDisplay(write: (text: string) => void): ProgressDisplay {
  return {
    listener: (event) => write(plainLine(event)),
    notice: (message) => write(`${oneLine(message)}\n`),
    warning: (message) => write(warningText(message, style(false))),
    close: () => {},
  };
}

/** One event as a line with the time since the job began. */
export function plainLine(event: ProgressEvent): string {
  const what = event.type === "stage"
    ? stageWords[event.stage]
    : oneLine(event.message);
  return `[${elapsedText(event.elapsedMs)}] ${what}\n`;
}

/** No progress of the job; what the user has to know is still shown. */
export function silentDisplay(write: (text: string) => void): ProgressDisplay {
  return { ...plainDisplay(write), listener: () => {} };
}
