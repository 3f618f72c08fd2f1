import { assert, assertEquals } from "@std/assert";
import { Failure } from "../../src/errors/failure.ts";
import { Checkup } from "../../src/preflight/checkup.ts";

const needed = { value: null };
const ok = () => ({ value: 7, summary: "Fine" });

Deno.test("Checkup is ready when nothing failed", async () => {
  const checkup = new Checkup();
  assertEquals(await checkup.run("policy", needed, ok), { value: 7 });
  await checkup.run("platform", needed, () => ({
    value: null,
    status: "warning",
    summary: "Experimental",
  }));
  await checkup.run("account.login", needed, () => ({
    value: null,
    status: "unknown",
    summary: "Offline",
    code: "preflight/account_unknown",
  }));
  const { ok: usable, code, checks } = checkup.report();
  assertEquals({ usable, code }, { usable: true, code: "ready" });
  assertEquals(
    checks.map(({ status }) => status),
    ["ok", "warning", "unknown"],
  );
});

Deno.test("Checkup turns a failure into a failed check and skips what builds on it", async () => {
  const checkup = new Checkup();
  const found = await checkup.run("codex.found", needed, () => {
    throw new Failure("preflight/codex_missing", {
      evidence: { foldersSearched: 3 },
    });
  });
  assertEquals(found, undefined);
  let begun = false;
  const started = await checkup.run("codex.handshake", found, () => {
    begun = true;
    return ok();
  });
  assertEquals(started, undefined);
  assertEquals(begun, false);

  const { ok: usable, code, checks } = checkup.report();
  assertEquals(usable, false);
  assertEquals(code, "preflight/codex_missing");
  const [missing, skipped] = checks;
  assertEquals(missing?.status, "fail");
  assertEquals(missing?.code, "preflight/codex_missing");
  assertEquals(missing?.evidence, { foldersSearched: 3 });
  assert(missing?.remedy?.includes("npm install"));
  assertEquals(skipped?.status, "skipped");
  assertEquals(skipped?.code, undefined);
});

Deno.test("Checkup gives every check the same order of facts", async () => {
  const checkup = new Checkup();
  const facts = { code: "preflight/account_unknown", remedy: "Wait" } as const;
  await checkup.run("policy", needed, () => ({
    ...facts,
    evidence: {},
    ...ok(),
    status: "unknown",
  }));
  await checkup.run("workspace", needed, () => {
    throw new Failure("output/workspace_unusable");
  });
  const [known, failed] = checkup.report().checks.map(Object.keys);
  assertEquals(known, failed);
});

Deno.test("Checkup reports in the fixed order, and the first failure of it", async () => {
  const checkup = new Checkup();
  await checkup.run("workspace", needed, () => {
    throw new Failure("output/workspace_unusable");
  });
  await checkup.run("account.plan", needed, () => {
    throw new Failure("preflight/no_entitlement");
  });
  await checkup.run("policy", needed, ok);
  const { code, checks } = checkup.report();
  assertEquals(checks.map(({ id }) => id), [
    "policy",
    "account.plan",
    "workspace",
  ]);
  assertEquals(code, "preflight/no_entitlement");
});

Deno.test("Checkup takes anything else that is thrown for a bug of ours", async () => {
  const checkup = new Checkup();
  await checkup.run("policy", needed, () => {
    throw new TypeError("secret detail");
  });
  const { code, checks } = checkup.report();
  assertEquals(code, "runtime/internal_error");
  assert(!JSON.stringify(checks).includes("secret detail"));
});

Deno.test("Checkup measures what a check takes, and nothing for a skipped one", async () => {
  let time = 5_000;
  const checkup = new Checkup(() => time);
  await checkup.run("policy", needed, () => {
    time += 30.4;
    return ok();
  });
  await checkup.run("platform", undefined, ok);
  await checkup.run("workspace", needed, () => {
    time += 7;
    throw new Failure("output/workspace_unusable");
  });
  assertEquals(
    checkup.report().checks.map(({ durationMs }) => durationMs),
    [30, 0, 7],
  );
});
