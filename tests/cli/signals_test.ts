import { assertEquals } from "@std/assert";
import { answerSignals, stopSignals } from "../../src/cli/signals.ts";

Deno.test("stopSignals() are those that the system can send", () => {
  assertEquals(stopSignals("windows"), ["SIGINT", "SIGBREAK"]);
  for (const os of ["linux", "darwin"]) {
    assertEquals(stopSignals(os), ["SIGINT", "SIGTERM", "SIGHUP"]);
  }
});

Deno.test("answerSignals() tells the first stop from every later one", () => {
  let now = 5_000;
  const listeners = new Map<string, () => void>();
  const answers: string[] = [];
  answerSignals("windows", (signal, listener) => {
    listeners.set(signal, listener);
  }, {
    first: () => answers.push("first"),
    again: () => answers.push("again"),
  }, () => now);
  const send = (signal: string, at: number) => {
    now = at;
    listeners.get(signal)?.();
  };
  send("SIGBREAK", 5_000);
  send("SIGBREAK", 5_001);
  send("SIGINT", 6_000);
  assertEquals(answers, ["first"]);
  send("SIGINT", 6_001);
  send("SIGBREAK", 6_002);
  assertEquals(answers, ["first", "again", "again"]);
});
