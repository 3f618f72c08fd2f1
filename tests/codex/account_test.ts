import { assertEquals } from "@std/assert";
import { type AccountAnswer, readAccount } from "../../src/codex/account.ts";
import { withConnection } from "./support_codex.ts";
import type { Step } from "./support_program.ts";

const failed = (message: string): Step => ({
  replyError: { code: -32603, message },
});
const unknownForm: AccountAnswer = {
  kind: "unknown",
  reason: "Codex answered in an unknown form",
};

/** Answers of `account/read` from 0.118.0 to 0.169.0, and what they mean. */
const answers: readonly (readonly [Step, AccountAnswer])[] = [
  [{ reply: { account: null, requiresOpenaiAuth: true } }, {
    kind: "logged out",
  }],
  [
    {
      reply: {
        account: {
          type: "chatgpt",
          email: "jane@example.com",
          planType: "plus",
          workspaceName: "Personal",
        },
        requiresOpenaiAuth: true,
      },
    },
    { kind: "logged in", type: "chatgpt", plan: "plus" },
  ],
  [{ reply: { account: { type: "chatgpt", email: null, planType: null } } }, {
    kind: "logged in",
    type: "chatgpt",
    plan: null,
  }],
  [{ reply: { account: { type: "apiKey" }, requiresOpenaiAuth: true } }, {
    kind: "logged in",
    type: "apiKey",
    plan: null,
  }],
  [{ reply: { account: { type: `sk-proj-${"7a".repeat(40)}` } } }, {
    kind: "logged in",
    type: "[token]",
    plan: null,
  }],
  [failed("workspace routing discovery failed"), {
    kind: "unknown",
    reason: "workspace routing discovery failed",
  }],
  [failed("workspace routing discovery timed out"), {
    kind: "unknown",
    reason: "workspace routing discovery timed out",
  }],
  [failed("selected workspace missing from routing discovery"), {
    kind: "logged out",
    reason: "selected workspace missing from routing discovery",
  }],
  [failed("workspace routing discovery unauthorized (401)"), {
    kind: "logged out",
    reason: "workspace routing discovery unauthorized (401)",
  }],
  [
    failed(
      "Your access token could not be refreshed because your refresh token was already used.",
    ),
    {
      kind: "logged out",
      reason:
        "Your access token could not be refreshed because your refresh token was already used.",
    },
  ],
  [failed("Bearer abcdefghijkl was refused"), {
    kind: "unknown",
    reason: "Bearer [token] was refused",
  }],
  [{ reply: {} }, unknownForm],
  [{ reply: null }, unknownForm],
  [{ reply: { account: { planType: "plus" } } }, unknownForm],
  [{ exit: 1 }, { kind: "unknown", reason: "Codex ended" }],
];

Deno.test("readAccount() understands every answer of Codex", () =>
  withConnection(
    { on: { "account/read": answers.map(([step]) => [step]) } },
    async (connection) => {
      for (const [step, expected] of answers) {
        const answer = await readAccount(connection);
        assertEquals(answer, expected, JSON.stringify(step));
      }
    },
  ));
