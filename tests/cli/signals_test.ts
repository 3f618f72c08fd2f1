import { assertEquals } from "@std/assert";
import { answerSignals, stopSignals } from "../../src/cli/signals.ts";

Deno.test("stopSignals() are those that the system can send", () => {
  assertEquals(stopSignals("windows"), ["SIGINT", "SIGBREAK"]);
  for (const os of ["linux", "darwin"]) {
    assertEquals(stopSignals(os), ["SIGINT", "SIGTERM", "SIGHUP"]);
  }
});

Deno.test("answerSignals() tells the first signal from every later one", () => {
  const listeners = new Map<string, () => void>();
  const answers: string[] = [];
  answerSignals("windows", (signal, listener) => {
    listeners.set(signal, listener);
  }, {
    first: () => answers.push("first"),
    again: () => answers.push("again"),
  });
  listeners.get("SIGBREAK")?.();
  listeners.get("SIGINT")?.();
  listeners.get("SIGBREAK")?.();
  assertEquals(answers, ["first", "again", "again"]);
});
