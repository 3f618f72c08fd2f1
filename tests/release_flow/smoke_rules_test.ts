import { assert, assertEquals } from "@std/assert";
import {
  type Answer,
  doctorComplaints,
  versionComplaints,
} from "../../release/smoke_rules.ts";
import { product } from "../../src/system/product.ts";
import { doctorAnswer, doctorChecks, versionAnswer } from "./answers.ts";

const target = {
  triple: "x86_64-pc-windows-msvc",
  platform: "windows/x86_64",
  suffix: ".exe",
};
const version = versionAnswer(target);
const missing = doctorAnswer(doctorChecks(false));

Deno.test("The answers of a good binary pass, with Codex and without", () => {
  assertEquals(versionComplaints(version, target), []);
  const windows = version.stdout.replaceAll("\n", "\r\n");
  assertEquals(versionComplaints({ ...version, stdout: windows }, target), []);
  assertEquals(doctorComplaints(missing), []);
  assertEquals(doctorComplaints(doctorAnswer(doctorChecks(true))), []);
});

const badVersions: readonly (readonly [string, Answer])[] = [
  ["It ended with 1 in place of 0", { ...version, code: 1 }],
  ["It complains: warning", { ...version, stderr: "warning" }],
  [
    `It is not ${product.name} ${product.version}`,
    { ...version, stdout: version.stdout.replace(product.version, "0.0.0") },
  ],
  [
    "It is not compiled for x86_64-pc-windows-msvc",
    versionAnswer({ triple: "x86_64-apple-darwin" }),
  ],
  [
    "It is not compiled for x86_64-pc-windows-msvc",
    { ...version, stdout: version.stdout.replace("compiled", "source") },
  ],
  [
    "It names no version of Deno",
    { ...version, stdout: version.stdout.replace("deno 2.9.6", "deno ?") },
  ],
  ["It says more: more", { ...version, stdout: `${version.stdout}more\n` }],
];

for (const [index, [complaint, answer]] of badVersions.entries()) {
  Deno.test(`--version, case ${index + 1}: ${complaint}`, () => {
    const found = versionComplaints(answer, target);
    assertEquals(found.length, 1);
    assert(found[0]?.startsWith(complaint), found[0]);
  });
}

const checks = doctorChecks(false);
const platform = "preflight/unsupported_platform";
const badDoctors: readonly (readonly [string, Answer])[] = [
  ["It is not doctor's JSON", { ...missing, stdout: "" }],
  ["It is not doctor's JSON", { ...missing, stdout: `${missing.stdout}\nx` }],
  [
    "It is not doctor's JSON",
    {
      ...missing,
      stdout: missing.stdout.replace('Version":1', 'Version":2'),
    },
  ],
  ["It ended with 0 in place of 3", { ...missing, code: 0 }],
  [
    "It ended with 101 in place of 0",
    { ...doctorAnswer(doctorChecks(true)), code: 101 },
  ],
  ["The checks are platform, codex.found", doctorAnswer(checks.slice(1))],
  [
    "The check platform fails",
    doctorAnswer(
      checks.map((check) =>
        check.id === "platform"
          ? { ...check, status: "fail", code: platform }
          : check
      ),
    ),
  ],
  [
    "ok is true and the code preflight/codex_missing",
    { ...missing, stdout: missing.stdout.replace("false", "true") },
  ],
  [
    "ok is false and the code ready",
    {
      ...missing,
      code: 0,
      stdout: missing.stdout.replace("preflight/codex_missing", "ready"),
    },
  ],
];

for (const [index, [complaint, answer]] of badDoctors.entries()) {
  Deno.test(`doctor --json, case ${index + 1}: ${complaint}`, () => {
    const found = doctorComplaints(answer);
    assertEquals(found.length, 1, found.join("; "));
    assert(found[0]?.startsWith(complaint), found[0]);
  });
}
