import type { ProgressEvent } from "../../generate/progress.ts";
import type { ProgressDisplay } from "./display.ts";

/** Progress as JSON lines for a program that reads stderr. */
export function jsonlDisplay(write: (text: string) => void): ProgressDisplay {
  return {
    listener: (event) => write(jsonLine(event)),
    notice: (message) => write(line({ event: "notice", message })),
    warning: (message) => write(line({ event: "warning", message })),
    close: () => {},
  };
}

/**
 * One event as a line: `{"event":"stage","stage":…,"elapsedMs":…}`, or
 * `{"event":"notice","message":…,"elapsedMs":…}`.
 */
export function jsonLine(event: ProgressEvent): string {
  const { type, ...fields } = event;
  return line({
    event: type,
    ...fields,
    elapsedMs: Math.round(event.elapsedMs),
  });
}

function line(fields: Readonly<Record<string, unknown>>): string {
  return JSON.stringify(fields) + "\n";
}
