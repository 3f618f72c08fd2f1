import { assertEquals } from "@std/assert";
import { builtInPolicy } from "../../src/policy/built_in.ts";
import { validationOf } from "../../src/policy/evidence.ts";

const { evidence } = builtInPolicy();

Deno.test("validationOf() says what was seen to work, how and when", () => {
  const cases: [string, string, boolean, string][] = [
    [
      "0.145.0",
      "linux/x86_64",
      true,
      "seen to work: generation, stand-in of the service, 2026-11-22",
    ],
    ["0.122.0", "linux/arm64", true, "seen to work: generation, live account"],
    [
      "0.124.0",
      "linux/arm64",
      false,
      "seen to work: readiness only, live account",
    ],
    ["0.123.0", "linux/x86_64", false, "not validated here"],
    ["0.145.0-alpha.1", "linux/x86_64", false, "not validated here"],
    ["0.122.0", "windows/x86_64", false, "not validated here"],
  ];
  for (const [version, platform, validated, summary] of cases) {
    const found = validationOf(evidence, version, platform);
    assertEquals([found.validated, found.summary], [validated, summary]);
  }
});

Deno.test("validationOf() puts the strongest evidence first", () => {
  const row = {
    codex: "0.150.0",
    platform: "linux/x86_64",
    date: null,
    source: "a test",
  };
  const { summary } = validationOf(
    [
      { ...row, scope: "readiness", service: "live" },
      { ...row, scope: "generation", service: "stand-in" },
      { ...row, scope: "generation", service: "live" },
    ],
    "0.150.0",
    "linux/x86_64",
  );
  assertEquals(
    summary,
    "seen to work: generation, live account; generation, stand-in of the service; readiness only, live account",
  );
});
