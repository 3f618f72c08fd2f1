import { assertEquals } from "@std/assert";
import { flagsLayer } from "../../src/policy/flags.ts";
import { failureOf } from "./failures.ts";

Deno.test("flagsLayer() carries the flag as the origin", () => {
  assertEquals(
    flagsLayer([{ flag: "--timeout", sets: { limits: { jobSeconds: 90 } } }]),
    [{
      path: ["limits", "jobSeconds"],
      value: 90,
      origin: { layer: "flags", source: "--timeout" },
    }],
  );
});

Deno.test("flagsLayer() names the flag whose value the policy does not take", () => {
  const flag = { flag: "--timeout", sets: { limits: { jobSeconds: 9_999 } } };
  const failure = failureOf("request/usage", () => flagsLayer([flag]));
  assertEquals(failure.message, "The value of --timeout must be at most 3600");
});
