import { assert, assertEquals, assertRejects } from "@std/assert";
import { join } from "@std/path";
import { appServerArguments } from "../../src/codex/flags.ts";
import { Session } from "../../src/codex/session.ts";
import type { Code } from "../../src/errors/catalogue.ts";
import { Failure } from "../../src/errors/failure.ts";
import {
  inFolder,
  inTime,
  methodsOf,
  openSession,
  readLog,
  readyCodex,
  withSession,
} from "./support_codex.ts";
import type { Script, Step } from "./support_program.ts";
import { isAlive } from "../system/support_process.ts";

/** The failure of `act`, which has to come in time. */
async function failureOf(act: () => Promise<unknown>): Promise<Failure> {
  return await assertRejects(() => inTime(act(), 8_000), Failure);
}

Deno.test("Session.open() starts an app-server, shakes hands and says who Codex is", () =>
  inFolder(async (folder) => {
    const log = join(folder, "log");
    await withSession({ log }, async (session) => {
      assertEquals(session.userAgent, "test/0.122.0 (Test; x86_64)");
      assertEquals(session.codexHome, "/nowhere");
      await session.startThread("Make one image");
    });
    const { start, received } = await readLog(log);
    assertEquals(start.args, appServerArguments);
    assertEquals(
      received.slice(0, 2),
      [
        {
          method: "initialize",
          id: 1,
          params: {
            clientInfo: { name: "test", title: "Test", version: "1.2.3" },
            capabilities: { experimentalApi: true },
          },
        },
        { method: "initialized" },
      ].map((message) => message),
    );
    assert(!await isAlive(start.pid));
  }));

Deno.test("Session.open() takes a Codex that does not name its home", () =>
  withSession({
    on: { initialize: [[{ reply: { userAgent: "test/0.118.0" } }]] },
  }, (session) => {
    assertEquals(session.codexHome, undefined);
    return Promise.resolve();
  }));

const failures: readonly (readonly [
  string,
  Script,
  Code,
  (failure: Failure) => void,
])[] = [
  [
    "a program that exits at once",
    { start: [{ stderr: "error: no such option -c\n" }, { exit: 2 }] },
    "preflight/start_failed",
    ({ evidence }) =>
      assertEquals(evidence, {
        reason: "Codex ended with exit code 2",
        stderr: "error: no such option -c\n",
      }),
  ],
  [
    "a program that speaks another language",
    { start: [{ raw: "hello\n", times: 200 }] },
    "preflight/start_failed",
    ({ evidence }) =>
      assertEquals(
        evidence.reason,
        "Codex sent more than 100 lines that are not its protocol",
      ),
  ],
  [
    "a Codex that refuses",
    {
      on: { initialize: [[{ replyError: { code: -32600, message: "no" } }]] },
    },
    "preflight/start_failed",
    ({ evidence }) => assertEquals(evidence.reason, "no"),
  ],
  [
    "an answer in an unknown form",
    { on: { initialize: [[{ reply: { version: 2 } }]] } },
    "preflight/start_failed",
    () => {},
  ],
  [
    "a Codex that says nothing",
    { start: [{ stderr: "waiting for the moon\n" }] },
    "preflight/handshake_timeout",
    () => {},
  ],
];

for (const [name, script, code, check] of failures) {
  Deno.test(`Session.open() fails with ${code} at ${name}, and leaves nothing`, () =>
    inFolder(async (folder) => {
      const log = join(folder, "log");
      const failure = await failureOf(() =>
        openSession(
          { ...script, log },
          code === "preflight/handshake_timeout" ? { handshakeMs: 800 } : {},
        )
      );
      assertEquals(failure.code, code);
      check(failure);
      assert(!await isAlive((await readLog(log)).start.pid));
    }));
}

/** Opens a session with a program that is not there. */
function openNothing(): Promise<Session> {
  return Session.open({
    program: join(Deno.cwd(), "no", "such", "codex"),
    programArguments: [],
    env: {},
    cwd: Deno.cwd(),
    client: { name: "test", title: "Test", version: "1" },
    handshakeMs: 1_000,
    signal: new AbortController().signal,
  });
}

Deno.test("Session.open() fails when there is no such program", async () => {
  const failure = await failureOf(openNothing);
  assertEquals(failure.code, "preflight/start_failed");
  assert(typeof failure.evidence.reason === "string");
});

Deno.test("Session.open() rejects and never throws at once", async () => {
  const opening = attempt(openNothing);
  assert(opening !== "thrown");
  await assertRejects(() => opening, Failure);
});

function attempt<T>(act: () => T): T | "thrown" {
  try {
    return act();
  } catch {
    return "thrown";
  }
}

Deno.test("Session.open() ends Codex when it is aborted during the handshake", () =>
  inFolder(async (folder) => {
    const log = join(folder, "log");
    const controller = new AbortController();
    const opening = openSession({ log }, { signal: controller.signal });
    const outcome = failureOf(() => opening);
    await untilLogged(log, 2);
    const abortedAt = performance.now();
    controller.abort();
    assertEquals((await outcome).code, "runtime/cancelled");
    assert(performance.now() - abortedAt < 2_000);
    assert(!await isAlive((await readLog(log)).start.pid));
  }));

/** Waits until a log has so many lines; bounded by the caller's patience. */
async function untilLogged(path: string, lines: number): Promise<void> {
  const until = performance.now() + 5_000;
  while (performance.now() < until) {
    const text = await Deno.readTextFile(path).catch(() => "");
    if (text.split("\n").length > lines) return;
    await new Promise((resume) => setTimeout(resume, 5));
  }
  throw new Error("The program did not start");
}

Deno.test("Session.open() is cancelled at once when it is aborted before", async () => {
  const failure = await failureOf(() =>
    openSession({}, { signal: AbortSignal.abort() })
  );
  assertEquals(failure.code, "runtime/cancelled");
});

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
        assert(performance.now() - startedAt >= 200);
      },
    );
    const methods = methodsOf(await readLog(log));
    assertEquals(
      methods.filter((method) => method === "thread/start").length,
      2,
    );
  }));

Deno.test("startThread() asks a busy Codex three times more, in five seconds at most", () =>
  inFolder(async (folder) => {
    const log = join(folder, "log");
    const { random } = Math;
    Math.random = () => 0;
    try {
      await withSession(
        { log, on: { "config/read": [[busy]] } },
        async (session) => {
          const failure = await failureOf(() => session.startThread("x"));
          assertEquals(failure.code, "runtime/call_failed");
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
    "runtime/call_failed",
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
