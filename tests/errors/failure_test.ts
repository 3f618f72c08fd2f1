import {
  assert,
  assertEquals,
  assertInstanceOf,
  assertStrictEquals,
} from "@std/assert";
import { catalogue, codes } from "../../src/errors/catalogue.ts";
import { Failure } from "../../src/errors/failure.ts";

Deno.test("Failure takes from the catalogue what it is not given", () => {
  for (const code of codes) {
    const failure = new Failure(code);
    const { exit, message, remedy, retry } = catalogue[code];
    assertEquals(failure.exit, exit);
    assertEquals(failure.message, message);
    assertEquals(failure.remedy, remedy);
    assertEquals(failure.retry, retry);
    assertEquals(failure.evidence, {});
    assertEquals(failure.retryAfter, undefined);
  }
});

const detailed = new Failure("runtime/usage_limit", {
  message: "Enough for today",
  remedy: "Sleep",
  retry: "unsafe",
  retryAfter: "2027-01-15T08:00:00.000Z",
  evidence: { plan: "plus", used: 100 },
  cause: "the service",
});

Deno.test("Failure keeps the details it is given, and its code's exit", () => {
  assertInstanceOf(detailed, Error);
  assertEquals(detailed.name, "Failure");
  assertEquals(detailed.message, "Enough for today");
  assertEquals(detailed.remedy, "Sleep");
  assertEquals(detailed.retry, "unsafe");
  assertEquals(detailed.exit, 4);
  assertEquals(detailed.cause, "the service");
});

Deno.test("with() replaces details, adds evidence and leaves the original alone", () => {
  const changed = detailed.with({
    remedy: "Wake up",
    evidence: { used: 101, keptPath: "a.png" },
  });
  assertEquals(changed.code, detailed.code);
  assertEquals(changed.remedy, "Wake up");
  assertEquals(changed.message, detailed.message);
  assertEquals(changed.retry, detailed.retry);
  assertEquals(changed.retryAfter, detailed.retryAfter);
  assertEquals(changed.cause, detailed.cause);
  assertEquals(changed.evidence, {
    plan: "plus",
    used: 101,
    keptPath: "a.png",
  });
  assertEquals(detailed.evidence, { plan: "plus", used: 100 });
});

Deno.test("with() keeps a failure without a retry time without one", () => {
  assertEquals(new Failure("policy/invalid").with({}).retryAfter, undefined);
});

Deno.test("Failure.from() leaves a Failure as it is", () => {
  assert(Failure.from(detailed) === detailed);
});

Deno.test("Failure.from() calls everything else our bug, and shows nothing of it", () => {
  const thrown = [new TypeError("secret"), "secret", undefined, null, 7, {}];
  for (const one of thrown) {
    const failure = Failure.from(one);
    assertEquals(failure.code, "runtime/internal_error");
    assertEquals(failure.exit, 1);
    assertEquals(failure.cause, one);
    const shown = JSON.stringify([failure.message, failure.evidence]);
    assert(!shown.includes("secret"));
  }
  assertEquals(Failure.from(new TypeError("x")).evidence, {
    error: "TypeError",
  });
});

Deno.test("Failure.from() tells what went wrong first when cleaning up failed as well", () => {
  const first = new Failure("output/persist_failed");
  const both = new SuppressedError(new Error("while cleaning up"), first);
  assertStrictEquals(Failure.from(both), first);
});
