import type { Evidence } from "../errors/failure.ts";
import type { Connection } from "./connection.ts";
import { MAX_JUNK_LINES, MAX_LINE_BYTES } from "./limits.ts";
import type { Ending } from "./reply.ts";

const MIB = 1024 * 1024;

/** The facts about a connection that ended when it should not have. */
export function lossEvidence(
  ending: Ending,
  connection: Pick<Connection, "stderr">,
): Evidence {
  const stderr = connection.stderr;
  return { reason: reason(ending), ...(stderr ? { stderr } : {}) };
}

function reason(ending: Ending): string {
  switch (ending.kind) {
    case "exited":
      return ending.exit.signal
        ? `Codex was ended by ${ending.exit.signal}`
        : `Codex ended with exit code ${ending.exit.code}`;
    case "silent":
      return "Codex closed its output";
    case "overflow":
      return `Codex sent a line longer than ${MAX_LINE_BYTES / MIB} MiB`;
    case "junk":
      return `Codex sent more than ${MAX_JUNK_LINES} lines that are not its protocol`;
    case "not reading":
      return "Codex did not read its input";
  }
}
