import { assertEquals } from "@std/assert";
import { versionOf } from "../../src/preflight/user_agent.ts";

const agents: readonly (readonly [string, string | undefined])[] = [
  [
    "modly-codex-image/0.122.0 (Debian 12.0.0; x86_64) dumb (modly; 0.1.0)",
    "0.122.0",
  ],
  ["modly-codex-image/0.169.0", "0.169.0"],
  ["x/0.170.0-alpha.3 (Mac OS 15.1; arm64)", "0.170.0-alpha.3"],
  ["x/1.0.0+build/7 (a)", "1.0.0+build/7"],
  ["codex 0.122.0", undefined],
  ["two words/0.122.0", undefined],
  ["/0.122.0", undefined],
  ["x/ 0.122.0", undefined],
  ["x/", undefined],
  ["", undefined],
];

for (const [agent, version] of agents) {
  Deno.test(`versionOf() finds ${version ?? "nothing"} in "${agent}"`, () => {
    assertEquals(versionOf(agent), version);
  });
}
