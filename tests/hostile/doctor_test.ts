import { assertEquals } from "@std/assert";
import { join } from "@std/path";
import * as z from "zod";
import type { FakeScenario } from "../fake_codex/scenario.ts";
import { type Fixture, withFake } from "../support/fixture.ts";
import type { ProductResult } from "../support/product.ts";
import { job, withPolicy } from "./cases.ts";
import { failure } from "./documents.ts";
import { called, calls } from "./waiting.ts";
import { handshakes } from "../support/pace.ts";

const report = z.strictObject({
  schemaVersion: z.literal(1),
  ok: z.boolean(),
  code: z.string(),
  checks: z.array(z.looseObject({
    status: z.enum(["ok", "warning", "fail", "skipped", "unknown"]),
  })).min(8),
});

const reset = { do: "error", code: -32603, message: "network" } as const;

const findings: readonly [string, FakeScenario, string, number][] = [
  ["is ready", {}, "ready", 0],
  [
    "never answers",
    { on: { initialize: [[]] } },
    "preflight/handshake_timeout",
    3,
  ],
  [
    "ends at once",
    { on: { start: [[{ do: "exit", code: 1 }]] } },
    "preflight/start_failed",
    3,
  ],
  [
    "speaks another language",
    {
      on: {
        start: [[{
          do: "repeat",
          times: 200,
          steps: [{ do: "raw", text: "hello\n" }],
        }]],
      },
    },
    "preflight/start_failed",
    3,
  ],
  ["is too old", { version: "0.121.0" }, "preflight/unsupported_version", 3],
  [
    "is logged out",
    {
      on: { "account/read": [[{ do: "reply", result: { account: null } }]] },
    },
    "preflight/not_authenticated",
    3,
  ],
  [
    "has no network",
    {
      on: { "account/read": [[reset]], "account/rateLimits/read": [[reset]] },
    },
    "ready",
    0,
  ],
  ["ignores every ending", { stubborn: true }, "ready", 0],
];

for (const [name, scenario, code, exit] of findings) {
  Deno.test(`doctor says ${code} of a Codex that ${name}`, async () => {
    await using scene = await withFake(scenario);
    const { fixture, codex } = scene;
    const policy = await withPolicy(scene, {
      limits: { handshakeSeconds: handshakes(2) / 1_000 },
    });
    const run = await fixture.run(["doctor", "--json", ...policy]);
    const found = report.parse(run.json());
    assertEquals([found.code, run.code], [code, exit], run.stdout);
    assertEquals(found.ok, exit === 0);
    assertEquals(await calls(codex, "thread/start"), 0);
    assertEquals(await fixture.published(), []);
    await fixture.assertNothingLeft();
  });
}

for (const method of ["initialize", "account/read"]) {
  Deno.test({
    name: `Ctrl-C before the answer to ${method} ends doctor and its Codex`,
    ignore: Deno.build.os === "windows",
    fn: async () => {
      await using scene = await withFake({ on: { [method]: [[]] } });
      const { fixture, codex } = scene;
      const run = await fixture.start(["doctor", "--json"]);
      await called(codex, method);
      run.kill("SIGINT");
      const { code } = await run.result;
      assertEquals(code, 130);
      await fixture.assertNothingLeft();
    },
  });
}

/** What can stand where Codex is said to be. */
const programs: readonly [string, (path: string) => Promise<void>, string][] = [
  ["nothing", () => Promise.resolve(), "preflight/codex_missing"],
  ["a folder", (path) => Deno.mkdir(path), "preflight/codex_missing"],
  [
    "a file that is no program",
    (path) => Deno.writeTextFile(path, "\u007fnot", { mode: 0o755 }),
    "preflight/start_failed",
  ],
  [
    "a script without its interpreter",
    (path) => Deno.writeTextFile(path, "#!/no/such/node\n", { mode: 0o755 }),
    "preflight/start_failed",
  ],
  [
    "a program that is not Codex",
    (path) => Deno.writeTextFile(path, "#!/bin/sh\necho hi\n", { mode: 0o755 }),
    "preflight/start_failed",
  ],
];

for (const [name, make, code] of programs) {
  Deno.test({
    name: `A job says ${code} of ${name} at CODEX_BIN`,
    ignore: Deno.build.os === "windows",
    fn: async () => {
      await using scene = await withFake({});
      const { fixture } = scene;
      const path = join(fixture.root, "program");
      await make(path);
      const document = failure(await runWith(fixture, path), code, 3);
      assertEquals(document.retry, "safe");
      assertEquals(await fixture.published(), []);
      await fixture.assertNothingLeft();
    },
  });
}

function runWith(fixture: Fixture, program: string): Promise<ProductResult> {
  return fixture.run(job, { env: { CODEX_BIN: program } });
}
