import { assertEquals } from "@std/assert";
import { compare, parse } from "@std/semver";
import fc from "fast-check";
import { builtInPolicy } from "../../src/policy/built_in.ts";
import type { Policy } from "../../src/policy/schema.ts";
import { judgeVersion, newestAllowed } from "../../src/policy/versions.ts";
import { assertProperty } from "../support/seeded.ts";

function codex(changes: Partial<Policy["codex"]> = {}): Policy["codex"] {
  return { ...builtInPolicy().codex, ...changes };
}

function verdict(changes: Partial<Policy["codex"]>, version: string): string {
  const verdict = judgeVersion(codex(changes), version);
  return verdict.ok ? "ok" : verdict.reason;
}

Deno.test("judgeVersion() has a floor, and its prereleases are below it", () => {
  const cases: [string, string][] = [
    ["0.122.0", "ok"],
    ["0.169.0", "ok"],
    ["1.0.0-alpha.1", "ok"],
    ["0.122.1-alpha.1", "ok"],
    ["0.122.0+build.7", "ok"],
    ["0.121.9", "too_old"],
    ["0.99.0", "too_old"],
    ["0.122.0-alpha.1", "too_old"],
  ];
  for (const [version, expected] of cases) {
    assertEquals(verdict({}, version), expected, version);
  }
});

Deno.test("judgeVersion() takes whole semantic versions only", () => {
  const unreadable = [
    "",
    "0.122",
    "v0.122.0",
    " 0.122.0",
    "0.122.0\n",
    "0.122.0.1",
    "0.122.0-01",
    "0.0122.0",
    "codex-cli 0.122.0",
    "99999999999999999999.0.0",
    "latest",
  ];
  for (const text of unreadable) {
    assertEquals(verdict({}, text), "unreadable", JSON.stringify(text));
  }
});

Deno.test("judgeVersion() matches the allowlist letter for letter", () => {
  const allowedVersions = ["0.124.0", "0.170.0-alpha.1", "0.150.0"];
  const cases: [string, ReturnType<typeof judgeVersion>][] = [
    ["0.124.0", { ok: true }],
    ["0.170.0-alpha.1", { ok: true }],
    ["0.170.0-alpha.2", { ok: false, reason: "not_listed", newer: true }],
    ["0.170.0", { ok: false, reason: "not_listed", newer: true }],
    ["0.124.0+local", { ok: false, reason: "not_listed", newer: false }],
    ["0.123.0", { ok: false, reason: "not_listed", newer: false }],
    ["0.121.0", { ok: false, reason: "too_old" }],
  ];
  for (const [version, expected] of cases) {
    assertEquals(judgeVersion(codex({ allowedVersions }), version), expected);
  }
});

Deno.test("judgeVersion() compares prereleases with denied ranges too", () => {
  const cases: [string, string, boolean][] = [
    [">=0.140.0 <0.142.0", "0.140.0", true],
    [">=0.140.0 <0.142.0", "0.141.0-alpha.1", true],
    [">=0.140.0 <0.142.0", "0.142.0-alpha.1", true],
    [">=0.140.0 <0.142.0", "0.140.0-alpha.1", false],
    [">=0.140.0 <0.142.0", "0.142.0", false],
    ["0.141.x", "0.141.7", true],
    ["0.141.0", "0.141.0", true],
    ["0.141.0", "0.141.1", false],
    ["0.130.0 || >0.160.0", "0.130.0", true],
    ["0.130.0 || >0.160.0", "0.160.0", false],
    ["0.130.0 || >0.160.0", "0.160.1", true],
    ["<=0.123.0", "0.123.0", true],
    ["*", "0.169.0", true],
  ];
  for (const [range, version, denied] of cases) {
    assertEquals(
      judgeVersion(codex({ deniedVersions: ["0.1.0", range] }), version),
      denied ? { ok: false, reason: "denied", range } : { ok: true },
      `${version} in ${range}`,
    );
  }
});

Deno.test("judgeVersion() refuses a listed version that is denied", () => {
  const both = { allowedVersions: ["0.141.0"], deniedVersions: ["0.141.x"] };
  assertEquals(verdict(both, "0.141.0"), "denied");
});

const versions = fc.tuple(
  fc.nat(3),
  fc.nat(3),
  fc.nat(3),
  fc.constantFrom("", "-alpha", "-alpha.1", "-1", "-beta.2"),
).map(([major, minor, patch, pre]) => `${major}.${minor}.${patch}${pre}`);

Deno.test("judgeVersion() agrees with the order of semantic versions", async (t) => {
  const property = fc.property(
    versions,
    versions,
    (minimumVersion, version) => {
      const isBelow = compare(parse(version), parse(minimumVersion)) < 0;
      assertEquals(
        verdict({ minimumVersion }, version),
        isBelow ? "too_old" : "ok",
      );
    },
  );
  await assertProperty(t, property, 100);
});

Deno.test("judgeVersion() denies a half-open range from its first to before its last", async (t) => {
  const property = fc.property(
    versions,
    versions,
    versions,
    (from, to, version) => {
      const range = {
        minimumVersion: "0.0.0-0",
        deniedVersions: [`>=${from} <${to}`],
      };
      const inside = compare(parse(version), parse(from)) >= 0 &&
        compare(parse(version), parse(to)) < 0;
      assertEquals(verdict(range, version), inside ? "denied" : "ok");
    },
  );
  await assertProperty(t, property, 100);
});

Deno.test("newestAllowed() is the best version that passes every rule", () => {
  const allowedVersions = ["0.100.0", "0.130.0", "0.141.0", "0.131.0-alpha.1"];
  const deniedVersions = ["0.141.x"];
  assertEquals(
    newestAllowed(codex({ allowedVersions, deniedVersions })),
    "0.131.0-alpha.1",
  );
  assertEquals(newestAllowed(codex({ allowedVersions: ["0.1.0"] })), undefined);
});
