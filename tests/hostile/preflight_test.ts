import { assertEquals } from "@std/assert";
import type { Json } from "../fake_codex/scenario.ts";
import { type Case, type Failed, playAll, type Published } from "./cases.ts";
import { answering } from "./scenarios.ts";
import { calls } from "./waiting.ts";

const unsupported: Failed = {
  code: "preflight/unsupported_version",
  exit: 3,
  retry: "safe",
};

const versions: readonly [string, Failed | Published][] = [
  ["0.122.0", {}],
  ["0.169.0", {}],
  ["0.170.0-alpha.1", {}],
  ["12.0.0", {}],
  ["0.121.9", unsupported],
  ["0.122.0-alpha.3", unsupported],
  ["0.9.0", unsupported],
  ["0.122", unsupported],
  ["latest", unsupported],
  ["0.169.0.1", unsupported],
];

const userAgents: readonly [string, Failed | Published][] = [
  ["modly/0.169.0", {}],
  ["other_name/0.169.0 (Windows 11; arm64) x/0.1.0", {}],
  ["", unsupported],
  ["modly", unsupported],
  ["modly/", unsupported],
  ["modly 0.169.0", unsupported],
  ["curl/8.5.0 (0.169.0)", {}],
  ["/0.169.0", unsupported],
];

const ruled: readonly (Pick<Case, "name" | "policy" | "env" | "ends">)[] = [
  {
    name: "refused by an allowlist",
    policy: { codex: { allowedVersions: ["0.145.0"] } },
    ends: unsupported,
  },
  {
    name: "in a denied range",
    policy: { codex: { deniedVersions: [">=0.160.0 <0.170.0"] } },
    ends: unsupported,
  },
  {
    name: "below a floor of the environment",
    env: { CODEX_MIN_SUPPORTED_VERSION: "0.170.0" },
    ends: unsupported,
  },
  {
    name: "on a list of the environment",
    env: { CODEX_SUPPORTED_VERSIONS: "0.145.0,0.169.0" },
    ends: {},
  },
];

/** Nobody was charged, and not even a thread was opened. */
const noThread: Case["also"] & object = async ({ codex, document }) => {
  if (document.ok) return;
  assertEquals(await calls(codex, "turn/start"), 0);
};

Deno.test("Codex's version is", (test) =>
  playAll(test, [
    ...versions.map(([version, ends]): Case => ({
      name: version,
      // `policy/` has the whole table; here one of each ending.
      rare: !["0.122.0", "0.121.9"].includes(version),
      scenario: { version },
      ends,
      also: noThread,
    })),
    ...userAgents.map(([userAgent, ends]): Case => ({
      name: `in ${JSON.stringify(userAgent)}`,
      rare: !["modly/0.169.0", "modly"].includes(userAgent),
      scenario: { userAgent },
      ends,
      also: noThread,
    })),
    ...ruled.map((one): Case => ({ ...one, also: noThread })),
  ]));

const loggedOut: Failed = {
  code: "preflight/not_authenticated",
  exit: 3,
  retry: "safe",
};
const noEntitlement: Failed = {
  code: "preflight/no_entitlement",
  exit: 3,
  retry: "safe",
};

const accounts: readonly [Json, Failed | Published][] = [
  [null, loggedOut],
  [{ type: "apiKey" }, noEntitlement],
  [{ type: "amazonBedrock" }, noEntitlement],
  [{ type: "ofTheFuture", planType: "plus" }, noEntitlement],
  [{ type: "chatgpt", planType: "free" }, noEntitlement],
  [{ type: "chatgpt", planType: "plus" }, {}],
  [{ type: "chatgpt", planType: "enterprise" }, {}],
  [{ type: "chatgpt", planType: "platinum" }, {
    warnings: [/"platinum" is not one the policy knows/],
  }],
  [{ type: "chatgpt", planType: null }, { warnings: [/which ChatGPT plan/] }],
  [{ type: "chatgpt" }, { warnings: [/which ChatGPT plan/] }],
];

const unknownAccount: Published = { warnings: [/which account is logged in/] };

/** Texts of `account/read`'s error -32603, which has no code of its own. */
const refusals: readonly [string, Failed | Published][] = [
  ["selected workspace missing from routing discovery", loggedOut],
  [
    "failed to fetch accounts: Unauthorized (401): unauthorized (401)",
    loggedOut,
  ],
  ["Your access token could not be refreshed.", loggedOut],
  ["error sending request for url", unknownAccount],
  ["", unknownAccount],
];

Deno.test("The account is", (test) =>
  playAll(test, [
    ...accounts.map(([account, ends], at): Case => ({
      name: JSON.stringify(account),
      rare: accounts.findIndex(([, one]) => one === ends) !== at &&
        account !== null,
      scenario: answering("account/read", {
        do: "reply",
        result: { account, requiresOpenaiAuth: true },
      }),
      ends,
      also: noThread,
    })),
    ...refusals.map(([message, ends], at): Case => ({
      name: `refused with ${JSON.stringify(message)}`,
      rare: refusals.findIndex(([, one]) => one === ends) !== at,
      scenario: answering("account/read", {
        do: "error",
        code: -32603,
        message,
      }),
      ends,
      also: noThread,
    })),
  ]));
