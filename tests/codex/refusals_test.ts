import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { refuse } from "../../src/codex/refusals.ts";
import { assertProperty } from "../support/seeded.ts";

/** Every server request that Codex 0.122.0 or 0.169.0 names. */
const methods = [
  "item/commandExecution/requestApproval",
  "item/fileChange/requestApproval",
  "item/permissions/requestApproval",
  "item/tool/requestUserInput",
  "item/tool/call",
  "mcpServer/elicitation/request",
  "account/chatgptAuthTokens/refresh",
  "attestation/generate",
  "applyPatchApproval",
  "execCommandApproval",
] as const;

const answers: Readonly<Partial<Record<typeof methods[number], unknown>>> = {
  "item/commandExecution/requestApproval": { decision: "decline" },
  "item/fileChange/requestApproval": { decision: "decline" },
  "item/permissions/requestApproval": { permissions: {}, scope: "turn" },
  "item/tool/requestUserInput": { answers: {} },
  "mcpServer/elicitation/request": {
    action: "decline",
    content: null,
    _meta: null,
  },
};

for (const method of methods) {
  Deno.test(`refuse() answers ${method} with no`, () => {
    const answer = refuse(method);
    if (method in answers) {
      assertEquals(answer, { result: answers[method] });
    } else {
      assert("error" in answer);
      assertEquals(answer.error.code, -32601);
    }
  });
}

Deno.test("refuse() answers what nobody knows with method not found", async (t) => {
  const names = fc.oneof(
    fc.string(),
    fc.constantFrom("", "__proto__", "constructor", "toString", "initialize"),
  ).filter((name) => !methods.some((method) => method === name));
  const property = fc.property(names, (name) => {
    const answer = refuse(name);
    assert("error" in answer);
    assertEquals(answer.error.code, -32601);
  });
  await assertProperty(t, property, 100);
});

Deno.test("refuse() never uses a word that grants", () => {
  for (const method of methods) {
    const words = JSON.stringify(refuse(method));
    assert(!/accept|approve|allow|"yes"|true/i.test(words), words);
  }
});
