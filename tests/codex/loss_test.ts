import { assertEquals } from "@std/assert";
import type { Ending } from "../../src/codex/reply.ts";
import { lossEvidence } from "../../src/codex/loss.ts";

const endings: readonly (readonly [Ending, string])[] = [
  [
    { kind: "exited", exit: { code: 101, signal: null } },
    "Codex ended with exit code 101",
  ],
  [
    { kind: "exited", exit: { code: 137, signal: "SIGKILL" } },
    "Codex was ended by SIGKILL",
  ],
  [{ kind: "overflow" }, "Codex sent a line longer than 48 MiB"],
  [
    { kind: "junk" },
    "Codex sent more than 100 lines that are not its protocol",
  ],
  [{ kind: "not reading" }, "Codex did not read its input"],
];

for (const [ending, reason] of endings) {
  Deno.test(`lossEvidence() says: ${reason}`, () => {
    assertEquals(lossEvidence(ending, { stderr: "" }), { reason });
    assertEquals(lossEvidence(ending, { stderr: "last words" }), {
      reason,
      stderr: "last words",
    });
  });
}
