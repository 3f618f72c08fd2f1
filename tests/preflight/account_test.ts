import { assertEquals, assertThrows } from "@std/assert";
import type { AccountAnswer } from "../../src/codex/account.ts";
import type { Code } from "../../src/errors/catalogue.ts";
import { Failure } from "../../src/errors/failure.ts";
import { requireAccount } from "../../src/preflight/account.ts";

const plans = { allowed: ["plus", "pro"], refused: ["free"] };
const chatgpt = (plan: string | null): AccountAnswer => ({
  kind: "logged in",
  type: "chatgpt",
  plan,
});

const passing: readonly (readonly [string, AccountAnswer, number])[] = [
  ["a paid plan", chatgpt("plus"), 0],
  ["a plan that nobody knows, with a warning", chatgpt("platinum"), 1],
  ["a login without a plan's name, with a warning", chatgpt(null), 1],
  ["an account that could not be asked for, with a warning", {
    kind: "unknown",
    reason: "workspace routing discovery failed",
  }, 1],
];

for (const [name, answer, warnings] of passing) {
  Deno.test(`requireAccount() lets pass ${name}`, () => {
    assertEquals(requireAccount(answer, plans).length, warnings);
  });
}

const refused: readonly (readonly [string, AccountAnswer, Code])[] = [
  ["nobody", { kind: "logged out" }, "preflight/not_authenticated"],
  ["a login that the service refuses", {
    kind: "logged out",
    reason: "unauthorized (401)",
  }, "preflight/not_authenticated"],
  ["the free plan", chatgpt("free"), "preflight/no_entitlement"],
  [
    "an API key, whatever plan it names",
    { kind: "logged in", type: "apiKey", plan: "plus" },
    "preflight/no_entitlement",
  ],
  [
    "another provider",
    { kind: "logged in", type: "amazonBedrock", plan: null },
    "preflight/no_entitlement",
  ],
  [
    "a spelling that is not ChatGPT's",
    { kind: "logged in", type: "ChatGPT", plan: "plus" },
    "preflight/no_entitlement",
  ],
];

for (const [name, answer, code] of refused) {
  Deno.test(`requireAccount() refuses ${name} with ${code}`, () => {
    const failure = assertThrows(() => requireAccount(answer, plans), Failure);
    assertEquals(failure.code, code);
  });
}

Deno.test("requireAccount() says why the service refuses a login, and how to mend it", () => {
  const reason = "selected workspace missing from routing discovery";
  const { message, remedy, evidence } = assertThrows(
    () => requireAccount({ kind: "logged out", reason }, plans),
    Failure,
  );
  assertEquals(message, "The service no longer accepts Codex's login");
  assertEquals(remedy, "Log in again: codex logout, then codex login");
  assertEquals(evidence, { reason });
});
