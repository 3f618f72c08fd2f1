/** What `modly/readiness_test.ts` leaves open of the original's readiness. */
import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { join } from "@std/path";
import { actionsFor } from "../../src/modly/readiness/actions.ts";
import { hostPlatform } from "../../src/system/platform.ts";
import { Host } from "../modly/support_host.ts";
import { withFake } from "../support/fixture.ts";

const asks = ["readiness", "--json"];

const pages = [
  [
    "preflight/codex_missing",
    "Open Codex setup docs",
    "https://developers.openai.com/codex/cli",
  ],
  [
    "preflight/not_authenticated",
    "Open Codex auth docs",
    "https://developers.openai.com/codex/auth",
  ],
  [
    "preflight/no_entitlement",
    "Open Codex access docs",
    "https://developers.openai.com/codex/pricing",
  ],
  [
    "preflight/unsupported_version",
    "Open extension changelog",
    "https://github.com/DrHepa/modly-Codex-image-extension/blob/main/CHANGELOG.md",
  ],
] as const;

for (const [code, label, url] of pages) {
  Deno.test(`The page behind ${code} is "${label}"`, () => {
    const [action] = actionsFor(code);
    assert(action?.kind === "open_external_url");
    assertEquals([action.label, action.docs_url], [label, url]);
    assertEquals(action.safety, "manual");
  });
}

Deno.test("Readiness on an experimental platform is ready and says so", async () => {
  await using scene = await withFake({});
  const { fixture } = scene;
  const { key } = hostPlatform();
  const rule = { state: "experimental", risk: "high", note: "Hardly tried." };
  const policy = join(fixture.root, "policy.json");
  await Deno.writeTextFile(
    policy,
    JSON.stringify({ platforms: { [key]: rule } }),
  );
  const env = { MODLY_CODEX_POLICY: policy };
  await using host = await Host.start(fixture, { args: asks, env });
  const { reason, evidence } = await host.hears({ machine_code: "ready" });
  assertStringIncludes(String(reason), `${key} is experimental`);
  assertEquals(Object(evidence).platform, key);
});

Deno.test("Readiness shows nothing of what Codex prints, nor where it is", async () => {
  const secret = "sk-proj-0123456789abcdef";
  await using scene = await withFake({
    on: {
      start: [[
        { do: "stderr", text: `panicked in /home/me with ${secret}\n` },
        { do: "exit", code: 1 },
      ]],
    },
  });
  const { fixture, codex } = scene;
  await using host = await Host.start(fixture, { args: asks });
  const answer = await host.hears({ machine_code: "preflight/start_failed" });
  const text = JSON.stringify(answer);
  for (const hidden of [secret, "panicked", "/home/me", codex.path]) {
    assert(!text.includes(hidden), text);
  }
});
