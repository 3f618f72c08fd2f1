/**
 * Proves how a session starts Codex and shakes hands, and that a start that
 * fails or is cancelled says why and leaves no process.
 */
import { assert, assertEquals, assertRejects } from "@std/assert";
import { join } from "@std/path";
import { appServerArguments } from "../../src/codex/flags.ts";
import { Session } from "../../src/codex/session.ts";
import type { Code } from "../../src/errors/catalogue.ts";
import { Failure } from "../../src/errors/failure.ts";
import { isAlive } from "../system/support_process.ts";
import { inFolder } from "../support/folder.ts";
import {
  failureOf,
  openSession,
  readLog,
  withSession,
} from "./support_codex.ts";
import type { Script } from "./support_program.ts";
import { PATIENCE_MS } from "../support/pace.ts";

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
    controller.abort();
    assertEquals((await outcome).code, "runtime/cancelled");
    assert(!await isAlive((await readLog(log)).start.pid));
  }));

/** Waits until a log has so many lines; bounded by the caller's patience. */
async function untilLogged(path: string, lines: number): Promise<void> {
  const until = performance.now() + PATIENCE_MS;
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
