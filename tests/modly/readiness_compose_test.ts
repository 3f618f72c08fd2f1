import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import type { AccountAnswer } from "../../src/codex/account.ts";
import { codes } from "../../src/errors/catalogue.ts";
import { Failure } from "../../src/errors/failure.ts";
import {
  composeReadiness,
  type Findings,
} from "../../src/modly/readiness/compose.ts";
import { sanitized } from "./host_sanitizer.ts";

const AT = new Date("2026-01-02T03:04:05Z");
const plus: AccountAnswer = {
  kind: "logged in",
  type: "chatgpt",
  plan: "plus",
};
const found: Findings = {
  platform: "linux/x86_64",
  experimental: false,
  version: "0.169.0",
  account: plus,
};

const accounts: readonly (AccountAnswer | undefined)[] = [
  undefined,
  plus,
  { kind: "logged out", reason: "refresh token of /home/me expired" },
  { kind: "unknown", reason: "secret" },
];
const versions = [undefined, "0.170.0-alpha.1", "..", "/usr/bin", "token"];
const failures = [
  undefined,
  ...codes.flatMap((code) => [
    new Failure(code),
    new Failure(code, {
      message: "Line 3 of /home/me/policy.json is wrong",
      remedy: "Look into ~/.codex or C:\\Users",
    }),
    new Failure(code, { message: "The access token is gone" }),
    new Failure(code, { message: "x".repeat(5_000) }),
  ]),
];

Deno.test("Every possible answer passes the hosts' sanitizers whole", () => {
  for (const failure of failures) {
    for (const account of accounts) {
      for (const version of versions) {
        for (const experimental of [true, false]) {
          const answer = composeReadiness(
            {
              platform: "windows/x86_64",
              experimental,
              ...(version === undefined ? {} : { version }),
              ...(account === undefined ? {} : { account }),
            },
            failure,
            AT,
          );
          assertEquals(sanitized({ ...answer }), { ...answer });
        }
      }
    }
  }
});

Deno.test("A ready computer has one button, to ask again", () => {
  assertEquals(composeReadiness(found, undefined, AT), {
    ok: true,
    machine_code: "ready",
    checked_at: "2026-01-02T03:04:05.000Z",
    label_hint: "Ready",
    reason: "Codex is installed and logged in",
    evidence: {
      source: "codex app-server",
      runtime_name: "codex-cli",
      runtime_version: "0.169.0",
      platform: "linux/x86_64",
      auth_state: "authenticated",
      entitlement_state: "entitled",
    },
    details: {},
    actions: [{
      id: "codex.refresh_readiness",
      kind: "refresh_readiness",
      label: "Refresh",
      safety: "non_destructive",
      refresh_after: "always",
    }],
  });
});

const rows = [
  ["preflight/codex_missing", "Setup Codex", ["codex.setup.docs"]],
  ["preflight/start_failed", "Setup Codex", ["codex.setup.docs"]],
  ["preflight/not_authenticated", "Login", ["codex.login.docs"]],
  ["preflight/no_entitlement", "Login", ["codex.access.docs"]],
  ["preflight/unsupported_version", "Update Extension", [
    "extension.compatibility.docs",
  ]],
  ["preflight/handshake_timeout", "Checking failed", []],
  ["preflight/temp_unusable", "Checking failed", []],
  ["policy/invalid", "Checking failed", []],
  ["runtime/internal_error", "Checking failed", []],
] as const;

for (const [code, label, ids] of rows) {
  Deno.test(`${code} shows "${label}" and its buttons, asking again last`, () => {
    const answer = composeReadiness(found, new Failure(code), AT);
    assertEquals(answer.ok, false);
    assertEquals(answer.machine_code, code);
    assertEquals(answer.label_hint, label);
    assertEquals(answer.actions.map(({ id }) => id), [
      ...ids,
      "codex.refresh_readiness",
    ]);
  });
}

Deno.test("On a refused platform there is nothing to press", () => {
  const { label_hint, actions } = composeReadiness(
    { platform: "windows/arm64" },
    new Failure("preflight/unsupported_platform"),
    AT,
  );
  assertEquals({ label_hint, actions }, {
    label_hint: "Unsupported",
    actions: [],
  });
});

Deno.test("An unfit version never sends the user off to update Codex", () => {
  const answer = composeReadiness(
    found,
    new Failure("preflight/unsupported_version"),
    AT,
  );
  assert(!/update codex/i.test(JSON.stringify(answer)));
});

Deno.test("The states of login and plan are told apart", () => {
  const states = (account: AccountAnswer | undefined, failure?: Failure) => {
    const { evidence } = composeReadiness(
      { platform: "a/b", ...(account === undefined ? {} : { account }) },
      failure,
      AT,
    );
    return `${evidence.auth_state} ${evidence.entitlement_state}`;
  };
  const refused = new Failure("preflight/no_entitlement");
  assertEquals(states(plus), "authenticated entitled");
  assertEquals(states(plus, refused), "authenticated not_entitled");
  assertEquals(
    states({ kind: "logged out" }, new Failure("preflight/not_authenticated")),
    "not_authenticated unknown",
  );
  assertEquals(states(undefined), "unknown unknown");
});

Deno.test("The reason says what to do, and that a platform is experimental", () => {
  const { reason } = composeReadiness(
    found,
    new Failure("preflight/not_authenticated"),
    AT,
  );
  assertStringIncludes(reason, "codex login");
  const ready = composeReadiness(
    { ...found, platform: "windows/x86_64", experimental: true },
    undefined,
    AT,
  );
  assertStringIncludes(ready.reason, "windows/x86_64 is experimental");
});
