/**
 * Proves what becomes of a turn that did not run to its end: Codex was silent,
 * refused it or ended, the time was over, or the user cancelled.
 */
import { assertEquals } from "@std/assert";
import type { Ending } from "../../src/codex/reply.ts";
import type { Notification } from "../../src/codex/messages.ts";
import type { TurnOutcome } from "../../src/codex/turn.ts";
import type { Code, Retry } from "../../src/errors/catalogue.ts";
import { started } from "./support_turn.ts";
import { failureOf, stderr } from "./support_turn_failure.ts";

const exited: Ending = { kind: "exited", exit: { code: 1, signal: null } };

const stops: readonly (readonly [
  string,
  Partial<TurnOutcome>,
  Code,
  Retry,
])[] = [
  ["silence", { why: "stalled" }, "runtime/outcome_unknown", "unsafe"],
  ["a deadline", { why: "too long" }, "runtime/outcome_unknown", "unsafe"],
  ["a cancel", { why: "cancelled" }, "runtime/cancelled", "unsafe"],
  [
    "a refused turn, which costs nothing",
    {
      why: "refused",
      reply: { kind: "error", code: -32600, message: "no such thread" },
    },
    "runtime/call_failed",
    "safe",
  ],
  [
    "an exit",
    { why: "lost", ending: exited },
    "runtime/outcome_unknown",
    "unsafe",
  ],
  [
    "a line over the limit",
    { why: "lost", ending: { kind: "overflow" } },
    "runtime/protocol_overflow",
    "unsafe",
  ],
  [
    "a flood of junk",
    { why: "lost", ending: { kind: "junk" } },
    "runtime/protocol_error",
    "unsafe",
  ],
  [
    "a Codex that does not read",
    { why: "lost", ending: { kind: "not reading" } },
    "runtime/outcome_unknown",
    "unsafe",
  ],
];

for (const [name, more, code, retry] of stops) {
  Deno.test(`turnFailure() makes ${code} of ${name}`, () => {
    const failure = failureOf([started], more);
    assertEquals(failure.code, code);
    assertEquals(failure.retry, retry);
  });
}

Deno.test("turnFailure() says by what and with which last words Codex was ended", () => {
  const { evidence } = failureOf([started], {
    why: "lost",
    ending: { kind: "exited", exit: { code: 137, signal: "SIGKILL" } },
    log: stderr("thread main panicked"),
  });
  assertEquals(evidence, {
    reason: "Codex was ended by SIGKILL",
    stderr: "thread main panicked",
  });
});

Deno.test("turnFailure() says of a cancelled turn whether it may have been charged", () => {
  const charged = (more: Partial<TurnOutcome>, ...told: Notification[]) =>
    failureOf(told, { why: "cancelled", ...more }).evidence.mayHaveBeenCharged;
  assertEquals(charged({ reply: { kind: "result", result: {} } }), true);
  assertEquals(
    charged({ reply: { kind: "error", code: -32600, message: "no" } }),
    false,
  );
  assertEquals(charged({ reply: undefined }, started), true);
});
