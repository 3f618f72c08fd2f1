/** Nothing in the environment pretends a login or a plan. */
import { failure } from "../hostile/documents.ts";
import { withFake } from "../support/fixture.ts";

const pretence = {
  CODEX_AUTH_STATE: "authenticated",
  CODEX_ENTITLEMENT_STATE: "entitled",
};

const accounts = [
  [null, "preflight/not_authenticated"],
  [{ type: "chatgpt", planType: "free" }, "preflight/no_entitlement"],
] as const;

for (const [account, code] of accounts) {
  Deno.test(`No variable of the environment lifts ${code}`, async () => {
    await using scene = await withFake({
      on: { "account/read": [[{ do: "reply", result: { account } }]] },
    });
    const { fixture } = scene;
    const args = ["generate", "--prompt", "a cat", "--json"];
    failure(await fixture.run(args, { env: pretence }), code, 3);
    await fixture.assertNothingLeft();
  });
}
