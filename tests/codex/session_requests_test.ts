/**
 * Proves what an open session asks of Codex, a thread and the account, and how
 * often it asks a Codex that is busy or refuses.
 */
import { assert, assertEquals } from "@std/assert";
import { join } from "@std/path";
import type { Code } from "../../src/errors/catalogue.ts";
import { inFolder } from "../support/folder.ts";
import {
  failureOf,
  methodsOf,
  readLog,
  readyCodex,
  withSession,
} from "./support_codex.ts";
import type { Step } from "./support_program.ts";

Deno.test("startThread() opens a thread that may do nothing but talk", () =>
  inFolder(async (folder) => {
    const log = join(folder, "log");
    const config = {
      model: "gpt",
      mcp_servers: { github: { command: "x" }, "my docs": {} },
    };
    await withSession({
      log,
      on: { "config/read": [[{ reply: { config } }]] },
    }, async (session) => {
      assertEquals(await session.startThread("Make one image"), {
        id: "t1",
        model: "gpt-5.3",
      });
    });
    const { received } = await readLog(log);
    const [settings, thread] = received.slice(2);
    assertEquals(settings?.params, { includeLayers: false });
    assertEquals(thread?.params, {
      cwd: Deno.cwd(),
      approvalPolicy: "never",
      sandbox: "read-only",
      ephemeral: true,
      baseInstructions: "Make one image",
      config: {
        mcp_servers: {
          github: { enabled: false },
          "my docs": { enabled: false },
        },
      },
    });
  }));

Deno.test("startThread() names no MCP server that Codex does not", () =>
  inFolder(async (folder) => {
    for (const config of [{}, { mcp_servers: null }, { mcp_servers: {} }]) {
      const log = join(folder, crypto.randomUUID());
      await withSession({
        log,
        on: { "config/read": [[{ reply: { config } }]] },
      }, async (session) => void await session.startThread("x"));
      const { received } = await readLog(log);
      const params = received.at(-1)?.params;
      assert(typeof params === "object" && params && "config" in params);
      assertEquals(params.config, {});
    }
  }));

const busy: Step = { replyError: { code: -32001, message: "overloaded" } };
const ready = readyCodex["thread/start"]?.[0] ?? [];

Deno.test("startThread() asks a busy Codex again", () =>
  inFolder(async (folder) => {
    const log = join(folder, "log");
    await withSession(
      { log, on: { "thread/start": [[busy], ready] } },
      async (session) => {
        const startedAt = performance.now();
        assertEquals((await session.startThread("x")).id, "t1");
        assert(performance.now() - startedAt >= 150);
      },
    );
    const methods = methodsOf(await readLog(log));
    assertEquals(
      methods.filter((method) => method === "thread/start").length,
      2,
    );
  }));

Deno.test("startThread() asks a busy Codex three times more, and then no more", () =>
  inFolder(async (folder) => {
    const log = join(folder, "log");
    const { random } = Math;
    Math.random = () => 1;
    try {
      await withSession(
        { log, on: { "config/read": [[busy]] } },
        async (session) => {
          const failure = await failureOf(() => session.startThread("x"));
          assertEquals(failure.code, "preflight/start_failed");
          assertEquals(failure.retry, "safe");
        },
      );
    } finally {
      Math.random = random;
    }
    assertEquals(methodsOf(await readLog(log)).slice(2), [
      "config/read",
      "config/read",
      "config/read",
      "config/read",
    ]);
  }));

const refusals: readonly (readonly [string, Step, Code, unknown])[] = [
  [
    "refuses it",
    { replyError: { code: -32600, message: "failed to load /home/jane/x" } },
    "preflight/start_failed",
    { reason: "failed to load [path]" },
  ],
  [
    "ends",
    { exit: 3 },
    "preflight/start_failed",
    { method: "thread/start", reason: "Codex ended with exit code 3" },
  ],
  [
    "answers in an unknown form",
    { reply: { id: "t1" } },
    "preflight/start_failed",
    { method: "thread/start" },
  ],
];

for (const [name, step, code, evidence] of refusals) {
  Deno.test(`startThread() asks once and fails when Codex ${name}`, () =>
    inFolder(async (folder) => {
      const log = join(folder, "log");
      await withSession(
        { log, on: { "thread/start": [[step]] } },
        async (session) => {
          const failure = await failureOf(() => session.startThread("x"));
          assertEquals(failure.code, code);
          assertEquals(failure.retry, "safe");
          assertEquals(failure.evidence, evidence);
        },
      );
      assertEquals(methodsOf(await readLog(log)).slice(2), [
        "config/read",
        "thread/start",
      ]);
    }));
}

Deno.test("Session asks the account of the Codex it has started", () =>
  withSession({
    on: { "account/read": [[{ reply: { account: null } }]] },
  }, async (session) => {
    assertEquals(await session.account(), { kind: "logged out" });
  }));
