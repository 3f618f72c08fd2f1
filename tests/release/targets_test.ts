import { assertEquals, assertThrows } from "@std/assert";
import { Refusal } from "../../release/refusal.ts";
import { allowedTargets, chooseTargets } from "../../release/targets.ts";
import { builtInPolicy } from "../../src/policy/built_in.ts";
import { platformKey } from "../../src/system/platform_key.ts";

const { platforms } = builtInPolicy();

Deno.test("the targets are the policy's platforms that are not refused", () => {
  assertEquals(
    allowedTargets(platforms).map(({ triple }) => triple).toSorted(),
    [
      "aarch64-apple-darwin",
      "aarch64-unknown-linux-gnu",
      "x86_64-apple-darwin",
      "x86_64-pc-windows-msvc",
      "x86_64-unknown-linux-gnu",
    ],
  );
});

Deno.test("a platform that is refused cannot be built", () => {
  assertThrows(
    () => chooseTargets(platforms, "aarch64-pc-windows-msvc"),
    Refusal,
    "no platform enabled for the target aarch64-pc-windows-msvc",
  );
  const entry = { state: "refused", risk: "high", note: "No." } as const;
  const policy = { ...platforms, "linux/x86_64": entry };
  assertThrows(
    () => chooseTargets(policy, "x86_64-unknown-linux-gnu"),
    Refusal,
  );
  assertEquals(chooseTargets(policy, "all").length, 4);
});

Deno.test("a platform that Deno has no name for cannot be built", () => {
  const entry = { state: "enabled", risk: "low", note: "Yes." } as const;
  assertThrows(
    () => allowedTargets({ "freebsd/x86_64": entry }),
    Refusal,
    "freebsd/x86_64",
  );
});

Deno.test("this computer's own target is the policy's name for it", () => {
  const { os, arch, target } = Deno.build;
  assertEquals(
    chooseTargets(platforms, target).map(({ platform }) => platform),
    [platformKey(os, arch)],
  );
});
