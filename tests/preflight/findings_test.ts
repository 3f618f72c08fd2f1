import { assert, assertEquals, assertThrows } from "@std/assert";
import { Failure } from "../../src/errors/failure.ts";
import { builtInPolicy } from "../../src/policy/built_in.ts";
import type { Setting } from "../../src/policy/loaded.ts";
import {
  loginFinding,
  planFinding,
  platformFinding,
  policyFinding,
  usageFinding,
  validationFinding,
} from "../../src/preflight/findings.ts";

const policy = builtInPolicy();

Deno.test("policyFinding() names what the user has changed", () => {
  const setting = (key: string, layer: "built-in" | "user"): Setting => ({
    key,
    value: 1,
    origin: { layer, source: "there" },
    beaten: [],
  });
  const own = setting("limits.images", "user");
  const builtIn = setting("limits.jobSeconds", "built-in");
  const finding = policyFinding({ policy, settings: [builtIn, own] });
  assertEquals(finding.evidence, { changed: ["limits.images"] });
  assertEquals(finding.value, policy);
  assertEquals(
    policyFinding({ policy, settings: [builtIn] }).evidence,
    { changed: [] },
  );
});

Deno.test("platformFinding() enables, warns of and refuses platforms as the policy says", () => {
  const enabled = platformFinding(policy, "linux/x86_64");
  assertEquals(enabled.status, undefined);
  assertEquals(enabled.evidence, { platform: "linux/x86_64", risk: "low" });
  assertEquals(platformFinding(policy, "windows/x86_64").status, "warning");
  for (const key of ["windows/arm64", "plan9/mips"]) {
    const failure = assertThrows(() => platformFinding(policy, key), Failure);
    assertEquals(failure.code, "preflight/unsupported_platform");
  }
});

Deno.test("validationFinding() warns when nobody has seen an image made", () => {
  const status = (version: string, platform: string) =>
    validationFinding(policy, version, platform).status;
  assertEquals(status("0.122.0", "linux/arm64"), "ok");
  assertEquals(status("0.124.0", "linux/arm64"), "warning");
  assertEquals(status("9.9.9", "linux/arm64"), "warning");
});

Deno.test("loginFinding() does not know the account when the network is down", () => {
  const reason = "workspace routing discovery timed out";
  const finding = loginFinding({ kind: "unknown", reason });
  assertEquals(finding.value, null);
  assertEquals(finding.status, "unknown");
  assertEquals(finding.code, "preflight/account_unknown");
  assertEquals(finding.evidence, { reason });
});

Deno.test("loginFinding() fails when nobody is logged in", () => {
  const failure = assertThrows(
    () => loginFinding({ kind: "logged out" }),
    Failure,
  );
  assertEquals(failure.code, "preflight/not_authenticated");
});

const account = (plan: string | null) =>
  ({ kind: "logged in", type: "chatgpt", plan }) as const;

Deno.test("planFinding() judges the plan, where there is an account", () => {
  assertEquals(planFinding(policy, account("plus")).status, undefined);
  assertEquals(planFinding(policy, account("platinum")).status, "warning");
  assertEquals(planFinding(policy, account(null)).status, "warning");
  const secret = `sk-proj-${"7a".repeat(40)}`;
  assertEquals(planFinding(policy, account(secret)).evidence, {
    plan: "[token]",
  });
  assertEquals(planFinding(policy, null).status, "unknown");
  const failure = assertThrows(
    () => planFinding(policy, account("free")),
    Failure,
  );
  assertEquals(failure.code, "preflight/no_entitlement");
});

const window = (usedPercent: number, resetsAt: number | null = null) => ({
  usedPercent,
  resetsAt,
});

Deno.test("usageFinding() warns of a full window and says when it empties", () => {
  const finding = usageFinding({
    primary: window(100, 1_800_000_000),
    secondary: window(20, 1_900_000_000),
  });
  assertEquals(finding.status, "warning");
  assertEquals(finding.code, "runtime/usage_limit");
  assertEquals(
    finding.remedy,
    "Wait until the limit resets at 2027-01-15T08:00:00.000Z",
  );
  assertEquals(
    usageFinding({ primary: window(100) }).remedy,
    "Wait until the limit resets",
  );
});

Deno.test("usageFinding() is content with windows that have room", () => {
  const finding = usageFinding({ primary: window(99), secondary: window(3) });
  assertEquals(finding.status, undefined);
  assertEquals(finding.summary, "Used so far: 99 %, 3 %");
  assert(Array.isArray(finding.evidence?.windows));
});

Deno.test("usageFinding() does not know what Codex does not tell", () => {
  for (const limits of [undefined, {}, { primary: null, secondary: null }]) {
    assertEquals(usageFinding(limits).status, "unknown");
  }
});
