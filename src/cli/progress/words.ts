import type { Stage } from "../../generate/progress.ts";

/** What a person reads for each stage of a job. */
export const stageWords: Readonly<Record<Stage, string>> = {
  checking: "Checking the request",
  starting: "Starting Codex",
  generating: "Making the image",
  securing: "Securing the image",
  publishing: "Publishing the image",
};

/** Elapsed time as "0.4 s", "12 s" or "2 min 05 s"; takes milliseconds. */
export function elapsedText(elapsedMs: number): string {
  const seconds = Math.max(0, elapsedMs) / 1000;
  if (seconds < 9.95) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  const rest = String(whole % 60).padStart(2, "0");
  return `${Math.floor(whole / 60)} min ${rest} s`;
}
