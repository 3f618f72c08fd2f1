import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { builtInPolicy } from "../../src/policy/built_in.ts";
import { judgePlan } from "../../src/policy/plans.ts";

const { plans } = builtInPolicy();

Deno.test("judgePlan() allows every paid plan that is listed", () => {
  for (const plan of plans.allowed) {
    assertEquals(judgePlan(plans, plan), { state: "allowed" });
  }
});

Deno.test("judgePlan() refuses the free plan", () => {
  const verdict = judgePlan(plans, "free");
  assert(verdict.state === "refused");
  assertEquals(verdict.failure.code, "preflight/no_entitlement");
  assertEquals(verdict.failure.evidence.plan, "free");
});

Deno.test("judgePlan() lets a plan that nobody knows pass with a warning", () => {
  for (const plan of ["platinum_2031", "Plus", "", null]) {
    const verdict = judgePlan(plans, plan);
    assert(verdict.state === "unknown", String(plan));
    assertStringIncludes(verdict.warning, plan ?? "does not say");
  }
});

Deno.test("judgePlan() refuses a plan that is in both lists", () => {
  const both = { allowed: ["plus"], refused: ["plus"] };
  assertEquals(judgePlan(both, "plus").state, "refused");
});
