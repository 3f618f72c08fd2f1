/** The replies that the product reads before it asks for the image. */
import { type Json, MODEL, THREAD } from "../../fake_codex/scenario.ts";
import { each, type Field, unneeded } from "./fields.ts";
import { absent, texts } from "./wrong_values.ts";

/** A reply as it should be, and what of it is read. */
export interface Reply {
  readonly result: Json;
  readonly fields: readonly Field[];
}

const window = { usedPercent: 100, windowDurationMins: 300, resetsAt: 1 };

/** Nothing depends on it: it is told when it can be read. */
export const usage: Reply = {
  result: { rateLimits: { primary: window, secondary: window } },
  fields: [
    { at: [], ends: "goes on" },
    ...unneeded(
      "rateLimits",
      "rateLimits.primary",
      "rateLimits.primary.usedPercent",
      "rateLimits.primary.windowDurationMins",
      "rateLimits.primary.resetsAt",
      "rateLimits.secondary",
    ),
  ],
};

/** By the request that is answered. */
export const replies = {
  initialize: {
    result: { userAgent: "modly/0.169.0 (Debian 12; x86_64)", codexHome: "/x" },
    fields: [
      { at: [], ends: "preflight/start_failed" },
      {
        at: ["userAgent"],
        ends: "preflight/start_failed",
        but: each(texts, "preflight/unsupported_version"),
      },
      {
        at: ["codexHome"],
        ends: "preflight/start_failed",
        but: each([...texts, "missing"], "goes on"),
      },
    ],
  },
  "account/read": {
    result: { account: { type: "chatgpt", planType: "plus" } },
    fields: [
      { at: [], ends: "goes on" },
      {
        at: ["account"],
        ends: "goes on",
        but: { "null": "preflight/not_authenticated" },
      },
      {
        at: ["account", "type"],
        ends: "goes on",
        but: each(texts, "preflight/no_entitlement"),
      },
      ...unneeded("account.planType"),
    ],
  },
  "config/read": {
    result: { config: { mcp_servers: { docs: { command: "docs-mcp" } } } },
    fields: [
      { at: [], ends: "preflight/start_failed" },
      {
        at: ["config"],
        ends: "preflight/start_failed",
        but: { "an object": "goes on" },
      },
      {
        at: ["config", "mcp_servers"],
        ends: "preflight/start_failed",
        but: each([...absent, "an object"], "goes on"),
      },
      ...unneeded("config.mcp_servers.docs"),
    ],
  },
  "thread/start": {
    result: { thread: { id: THREAD }, model: MODEL },
    fields: [
      { at: [], ends: "preflight/start_failed" },
      { at: ["thread"], ends: "preflight/start_failed" },
      {
        at: ["thread", "id"],
        ends: "preflight/start_failed",
        but: {
          ...each(texts, "goes on"),
          "a text of 10 MB": "preflight/start_failed",
        },
      },
      ...unneeded("model"),
    ],
  },
  "account/rateLimits/read": usage,
} as const satisfies Readonly<Record<string, Reply>>;
