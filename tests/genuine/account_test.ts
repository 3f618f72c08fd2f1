/** Logins, plans and `doctor` with genuine Codex CLIs. */
import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import * as z from "zod";
import { account, type Login } from "../backend/home.ts";
import type { AccountsCheck } from "../backend/scenario.ts";
import { withGenuine } from "../support/fixture.ts";
import type { ProductResult } from "../support/product.ts";
import { failed, newestOf, succeeded, versions } from "./support.ts";
import { isLong } from "../support/pace.ts";

const report = z.strictObject({
  schemaVersion: z.literal(1),
  ok: z.boolean(),
  code: z.string(),
  checks: z.array(z.object({
    id: z.string(),
    status: z.enum(["ok", "warning", "fail", "skipped", "unknown"]),
    code: z.string().optional(),
    summary: z.string(),
    evidence: z.record(z.string(), z.unknown()),
    remedy: z.string().optional(),
    durationMs: z.number(),
  })),
});

function doctorReport(run: ProductResult): z.infer<typeof report> {
  return report.parse(run.json());
}

function statusOf(run: ProductResult, id: string): string | undefined {
  return doctorReport(run).checks.find((check) => check.id === id)?.status;
}

const refusedLogins: readonly [string, Login, string][] = [
  ["nobody", { kind: "none" }, "preflight/not_authenticated"],
  ["an API key", { kind: "apiKey" }, "preflight/no_entitlement"],
  [
    "the free plan",
    { kind: "chatgpt", plan: "free" },
    "preflight/no_entitlement",
  ],
];

for (const version of newestOf(versions)) {
  for (const [who, login, code] of refusedLogins) {
    Deno.test(`${version}: with ${who} logged in, both doctor and generate say ${code}`, async () => {
      await using scene = await withGenuine({
        version,
        login,
        script: { acts: [{ do: "draw" }] },
      });
      const { fixture, backend } = scene;
      const checked = await fixture.run(["doctor", "--json"]);
      assertEquals(checked.code, 3);
      assertEquals(doctorReport(checked).code, code);
      const tried = await fixture.run([
        ...["generate", "--prompt", "a cat", "--json"],
      ]);
      failed(tried, code, 3);
      assertEquals(backend.requests.count("model"), 0);
      await fixture.assertNothingLeft();
    });
  }

  Deno.test(`${version}: doctor finds a paid plan usable and spends nothing`, async () => {
    await using scene = await withGenuine({
      version,
      script: { acts: [{ do: "draw" }] },
    });
    const { fixture, backend } = scene;
    const run = await fixture.run(["doctor", "--json"]);
    assertEquals(run.code, 0, run.stdout + run.stderr);
    const { ok, code, checks } = doctorReport(run);
    assertEquals({ ok, code }, { ok: true, code: "ready" });
    assertEquals(
      checks.filter(({ status }) => status !== "ok").map(({ id }) => id),
      [],
    );
    assertEquals(backend.requests.count("model"), 0);
    const text = await fixture.run(["preflight"]);
    assertStringIncludes(text.stdout, `Codex ${version}`);
    assert(!`${run.stdout}${text.stdout}`.includes(account.email));
    await fixture.assertNothingLeft();
  });

  Deno.test(`${version}: a plan that nobody knows passes with a warning`, async () => {
    await using scene = await withGenuine({
      version,
      login: { kind: "chatgpt", plan: "plan-of-tomorrow" },
      script: { acts: [{ do: "draw" }] },
    });
    const { fixture } = scene;
    const receipt = succeeded(
      await fixture.run(["generate", "--prompt", "a cat", "--json"]),
    );
    assertEquals(receipt.warnings.length, 1);
    assertStringIncludes(receipt.warnings.join(), "plan");
    await fixture.assertNothingLeft();
  });
}

const accountsChecks: readonly [AccountsCheck, string][] = [
  ["failing", "ready"],
  ["hanging", "ready"],
  ["missing", "preflight/not_authenticated"],
  ["unauthorized", "preflight/not_authenticated"],
];

for (const [accountsCheck, code] of accountsChecks) {
  // Codex waits 15 s for one that hangs.
  if (accountsCheck === "hanging" && !isLong) continue;
  Deno.test(`0.169.0: an accounts check that is ${accountsCheck} is ${code} to doctor`, async () => {
    await using scene = await withGenuine({
      version: "0.169.0",
      script: { acts: [{ do: "draw" }] },
      settings: { accountsCheck },
    });
    const { fixture } = scene;
    const run = await fixture.run(["doctor", "--json"]);
    assertEquals(doctorReport(run).code, code);
    assertEquals(run.code, code === "ready" ? 0 : 3);
    if (code === "ready") {
      assertEquals(statusOf(run, "account.login"), "unknown");
      const receipt = succeeded(
        await fixture.run(["generate", "--prompt", "a cat", "--json"]),
      );
      assertStringIncludes(receipt.warnings.join(), "account");
    }
    await fixture.assertNothingLeft();
  });
}

for (const version of isLong ? ["0.118.0"] : []) {
  Deno.test(`${version}, below the floor, is refused before anything is asked of it`, async () => {
    await using scene = await withGenuine({
      version,
      script: { acts: [{ do: "draw" }] },
    });
    const { fixture, backend } = scene;
    const run = await fixture.run(["generate", "--prompt", "a cat", "--json"]);
    const { evidence, remedy } = failed(
      run,
      "preflight/unsupported_version",
      3,
    );
    assertEquals(evidence.found, version);
    assertStringIncludes(remedy, "npm install -g @openai/codex");
    assertEquals(
      backend.requests.all.filter(({ kind }) => kind === "model"),
      [],
    );
    const allowed = await fixture.run(
      ["doctor", "--json"],
      { env: { CODEX_MIN_SUPPORTED_VERSION: version } },
    );
    assertEquals(statusOf(allowed, "codex.version"), "ok");
    await fixture.assertNothingLeft();
  });
}
