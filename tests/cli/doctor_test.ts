import { assertEquals, assertStringIncludes } from "@std/assert";
import { doctorText } from "../../src/cli/doctor_text.ts";
import { style } from "../../src/cli/style.ts";
import type { DoctorReport } from "../../src/preflight/report.ts";
import { runFake } from "./fake_context.ts";
import { ready } from "./samples.ts";

const loggedOut: DoctorReport = {
  ok: false,
  code: "preflight/not_authenticated",
  checks: [
    {
      id: "platform",
      status: "ok",
      summary: "linux/x86_64 is enabled",
      evidence: { platform: "linux/x86_64" },
      durationMs: 0.2,
    },
    {
      id: "codex.evidence",
      status: "warning",
      summary: "Codex 0.170.0 was not tried here",
      evidence: {},
      remedy: "See: modly-codex-image policy explain evidence",
      durationMs: 0,
    },
    {
      id: "account.login",
      status: "fail",
      code: "preflight/not_authenticated",
      summary: "Codex is not logged in",
      evidence: { login: "none" },
      remedy: "Log in with your ChatGPT account: codex login",
      durationMs: 12.6,
    },
    {
      id: "account.plan",
      status: "skipped",
      summary: "Not checked",
      evidence: {},
      durationMs: 0,
    },
    {
      id: "account.usage",
      status: "unknown",
      summary: "The network is down",
      evidence: {},
      durationMs: 3,
    },
  ],
};

Deno.test("doctorText() shows a line a check and what to do", () => {
  const text = doctorText(loggedOut, { style: style(false), unicode: true });
  assertEquals(text.split("\n"), [
    "✓ platform        linux/x86_64 is enabled (0 ms)",
    "! codex.evidence  Codex 0.170.0 was not tried here (0 ms)",
    "    Next step: See: modly-codex-image policy explain evidence",
    "✗ account.login   Codex is not logged in (13 ms)",
    "    Login: none",
    "    Next step: Log in with your ChatGPT account: codex login",
    "    Code: preflight/not_authenticated",
    "- account.plan    Not checked",
    "? account.usage   The network is down (3 ms)",
    "",
    "Not usable: preflight/not_authenticated",
    "",
  ]);
});

Deno.test("doctorText() keeps to ASCII where that is all there is", () => {
  const text = doctorText(loggedOut, { style: style(false), unicode: false });
  assertEquals(
    [...text.matchAll(/^(\S) /gm)].map(([, mark]) => mark),
    ["+", "!", "x", "-", "?"],
  );
  // deno-lint-ignore no-control-regex -- the whole range of ASCII is meant
  assertEquals(/^[\x00-\x7f]*$/.test(text), true);
});

Deno.test("doctor exits with 0 when usable", async () => {
  const run = await runFake(["doctor"]);
  assertEquals(run.code, 0);
  assertStringIncludes(run.stdout, "\nUsable: ready\n");
  assertEquals(run.stderr, "");
});

Deno.test("doctor exits with 3 when not, with --json too", async () => {
  const services = { doctor: () => Promise.resolve(loggedOut) };
  const text = await runFake(["doctor"], { services });
  assertEquals(text.code, 3);
  const json = await runFake(["doctor", "--json"], { services });
  assertEquals(json.code, 3);
  assertEquals(json.stdout.split("\n").length, 2);
  assertEquals(JSON.parse(json.stdout), { schemaVersion: 1, ...loggedOut });
  assertEquals(json.stderr, "");
});

Deno.test("doctor and preflight ask about the workspace and the policy file", async () => {
  const { signal } = new AbortController();
  for (const name of ["doctor", "preflight"]) {
    const questions: unknown[] = [];
    await runFake([name, "--workspace", "ws", "--policy", "p.json"], {
      signal,
      services: {
        doctor: (question) => {
          questions.push(question);
          return Promise.resolve(ready);
        },
      },
    });
    const [question] = questions;
    assertEquals(Object(question).policyFile, "p.json");
    assertEquals(Object(question).workspace, "ws");
    assertEquals(Object(question).signal, signal);
  }
});
