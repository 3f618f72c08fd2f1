import { assert, assertEquals } from "@std/assert";
import { join } from "@std/path";
import type { FakeScenario, Json, Step } from "../fake_codex/scenario.ts";
import { type FakeFixture, withFake } from "../support/fixture.ts";
import { sanitized } from "./host_sanitizer.ts";
import { Host, type Said } from "./support_host.ts";

/** How often a computer may be too busy for an answer that comes in time. */
const ROUNDS = 20;
/** What readiness says when Codex has not answered in time. */
const TOO_LATE = "preflight/handshake_timeout";

function account(fields: Json): readonly (readonly Step[])[] {
  return [[{ do: "reply", result: { account: fields } }]];
}

interface Row {
  readonly title: string;
  readonly scenario?: FakeScenario;
  readonly env?: Readonly<Record<string, string>>;
  /** Text of a policy file. */
  readonly policy?: string;
  readonly code: string;
  readonly label: string;
  readonly states: string;
}

const rows: readonly Row[] = [
  {
    title: "a paid plan",
    code: "ready",
    label: "Ready",
    states: "authenticated entitled",
  },
  {
    title: "a missing Codex",
    env: { CODEX_BIN: join(Deno.cwd(), "no-such-codex") },
    code: "preflight/codex_missing",
    label: "Setup Codex",
    states: "unknown unknown",
  },
  {
    title: "a Codex that ends at once",
    scenario: { on: { start: [[{ do: "exit", code: 1 }]] } },
    code: "preflight/start_failed",
    label: "Setup Codex",
    states: "unknown unknown",
  },
  {
    title: "a Codex that is too old",
    scenario: { version: "0.121.0" },
    code: "preflight/unsupported_version",
    label: "Update Extension",
    states: "unknown unknown",
  },
  {
    title: "nobody logged in",
    scenario: { on: { "account/read": account(null) } },
    code: "preflight/not_authenticated",
    label: "Login",
    states: "not_authenticated unknown",
  },
  {
    title: "the free plan",
    scenario: {
      on: { "account/read": account({ type: "chatgpt", planType: "free" }) },
    },
    code: "preflight/no_entitlement",
    label: "Login",
    states: "authenticated not_entitled",
  },
  {
    title: "an API key",
    scenario: { on: { "account/read": account({ type: "apiKey" }) } },
    code: "preflight/no_entitlement",
    label: "Login",
    states: "authenticated not_entitled",
  },
  {
    title: "a refused platform",
    policy:
      '{"platforms":{"KEY":{"state":"refused","risk":"high","note":"Not here."}}}',
    code: "preflight/unsupported_platform",
    label: "Unsupported",
    states: "unknown unknown",
  },
  {
    title: "a broken policy",
    policy: "{",
    code: "policy/invalid",
    label: "Checking failed",
    states: "unknown unknown",
  },
  {
    title: "an account that is not told in time",
    scenario: { on: { "account/read": [[]] } },
    code: "ready",
    label: "Ready",
    states: "unknown unknown",
  },
  {
    title: "a Codex that says nothing",
    scenario: { on: { initialize: [[]] } },
    code: "preflight/handshake_timeout",
    label: "Checking failed",
    states: "unknown unknown",
  },
  {
    title: "a Codex that says nothing and will not end",
    scenario: { on: { initialize: [[]] }, stubborn: true },
    code: "preflight/handshake_timeout",
    label: "Checking failed",
    states: "unknown unknown",
  },
];

async function environment(
  { fixture }: FakeFixture,
  { env = {}, policy }: Row,
): Promise<Record<string, string>> {
  if (policy === undefined) return { ...env };
  const { hostPlatform } = await import("../../src/system/platform.ts");
  const path = join(fixture.root, "policy.json");
  await Deno.writeTextFile(path, policy.replace("KEY", hostPlatform().key));
  return { ...env, MODLY_CODEX_POLICY: path };
}

for (const row of rows) {
  Deno.test(`Readiness with ${row.title} is ${row.code}`, async () => {
    for (let round = 1; !await answered(row, round === ROUNDS);) round++;
  });
}

/**
 * Asks for readiness and judges the answer. The last answer has to be right;
 * before, one that says that Codex took too long is not: gives false.
 */
async function answered(row: Row, last: boolean): Promise<boolean> {
  await using scene = await withFake(row.scenario ?? {});
  const { fixture, codex } = scene;
  await using host = await Host.start(fixture, {
    args: ["readiness", "--json"],
    env: await environment(scene, row),
  });
  const answer = await host.hears({});
  if (!last && isLate(answer, row)) return false;
  assertEquals(answer["machine_code"], row.code);
  assertEquals(answer["label_hint"], row.label);
  assertEquals(states(answer), row.states);
  assertEquals(answer["details"], {});
  assertEquals(sanitized(answer), answer);
  assertEquals(host.said.length, 1);
  assertEquals(await host.exit(), row.code === "ready" ? 0 : 3);
  const called = (await codex.received()).map(({ method }) => method);
  assert(!called.includes("turn/start") && !called.includes("thread/start"));
  await fixture.assertNothingLeft();
  return true;
}

/** Did this computer take longer than hosts wait, so that the answer tells less? */
function isLate(answer: Said, row: Row): boolean {
  const code = answer["machine_code"];
  return code === TOO_LATE && row.code !== TOO_LATE ||
    code === "ready" && states(answer) !== row.states;
}

function states({ evidence }: Said): string {
  const { auth_state, entitlement_state } = Object(evidence);
  return `${auth_state} ${entitlement_state}`;
}

Deno.test("A runner answers beside a job, and again without asking Codex", async () => {
  await using scene = await withFake({});
  const { fixture, codex } = scene;
  await using host = await Host.start(fixture, { node: "text-to-image" });
  for (let asked = 0; asked < 3; asked++) {
    await host.send({ action: "runtime_readiness" });
  }
  const { status } = await host.hears({ type: "runtime_readiness" });
  // Ready or too late: either is told to all who ask.
  const code = Object(status).machine_code;
  assert(["ready", TOO_LATE].includes(code), code);
  await host.send({ action: "runtime_readiness" });
  await host.send({ action: "shutdown" });
  assertEquals(await host.exit(), 0);
  assertEquals(
    host.said.filter(({ type }) => type === "runtime_readiness").length,
    4,
  );
  const starts = (await codex.log()).filter(({ event }) => event === "start");
  assertEquals(starts.length, 1);
  await fixture.assertNothingLeft();
});

Deno.test("For people readiness is one line", async () => {
  await using scene = await withFake({});
  const run = await scene.fixture.run(["readiness"]);
  assertEquals(run.stdout, "Ready: Codex is installed and logged in (ready)\n");
});
