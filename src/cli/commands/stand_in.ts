import { buildCommand, type Command } from "@stricli/core";
import type { CliContext } from "../context.ts";

/**
 * Hidden: plays Codex for a rehearsal, on stdin and stdout, until stdin ends or
 * a signal tells it to stop.
 */
export const standIn: Command<CliContext> = buildCommand<
  Record<never, never>,
  [],
  CliContext
>({
  func() {
    const { promise: stopped, reject } = Promise.withResolvers<never>();
    this.signal.addEventListener("abort", () => reject(this.signal.reason));
    return Promise.race([this.services.runStandIn(), stopped]);
  },
  parameters: {},
  docs: { brief: "Play Codex for a rehearsal, on stdin and stdout" },
});
