import {
  assert,
  assertEquals,
  assertRejects,
  assertStrictEquals,
  assertThrows,
} from "@std/assert";
import { Child } from "../../src/system/child.ts";
import { timedOut, within } from "../../src/system/within.ts";
import { isAlive, survivors } from "./support_process.ts";
import { PATIENCE_MS } from "../support/pace.ts";

/** Everything that stops within the limit, else the test fails. */
async function inTime<T>(promise: Promise<T>): Promise<T> {
  const value = await within(promise, PATIENCE_MS);
  if (value === timedOut) {
    throw new Error(`It took longer than ${PATIENCE_MS} ms`);
  }
  return value;
}

const system = Deno.build.os === "windows"
  ? { SystemRoot: Deno.env.get("SystemRoot") ?? "C:\\Windows" }
  : {};

/** A child that runs `code` with Deno. */
function denoChild(code: string, env: Record<string, string> = {}): Child {
  return new Child(Deno.execPath(), {
    args: ["eval", code],
    cwd: Deno.cwd(),
    env: { ...system, ...env },
  });
}

function textOf(stream: ReadableStream<Uint8Array>): Promise<string> {
  return inTime(new Response(stream).text());
}

Deno.test("Child starts a program in its folder with exactly its arguments and environment", async () => {
  const folder = await Deno.realPath(await Deno.makeTempDir());
  Deno.env.set("MODLY_CHILD_TEST", "ours");
  try {
    const child = new Child(Deno.execPath(), {
      args: [
        "eval",
        `console.log(JSON.stringify([Deno.cwd(),
          Deno.env.get("GIVEN"), Deno.env.get("MODLY_CHILD_TEST") ?? null]))`,
      ],
      cwd: folder,
      env: { ...system, GIVEN: "a b" },
    });
    const [stdout] = await Promise.all([
      textOf(child.stdout),
      textOf(child.stderr),
    ]);
    assertEquals(JSON.parse(stdout), [folder, "a b", null]);
    assertEquals(await inTime(child.exited), { code: 0, signal: null });
    await child.stop();
  } finally {
    Deno.env.delete("MODLY_CHILD_TEST");
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("Child says how the program ended, and hands over both outputs", async () => {
  const child = denoChild(`console.log("out"); console.error("err");
    Deno.exit(7)`);
  assertEquals(
    await Promise.all([textOf(child.stdout), textOf(child.stderr)]),
    ["out\n", "err\n"],
  );
  assertEquals(await inTime(child.exited), { code: 7, signal: null });
  await child.stop();
});

Deno.test("Child throws when there is no such program", () => {
  assertThrows(
    () => new Child("/no/such/program", { args: [], cwd: ".", env: {} }),
    Deno.errors.NotFound,
  );
});

Deno.test("write() reaches the program, and stop() is the end of its input", async () => {
  const child = denoChild(
    "await Deno.stdin.readable.pipeTo(Deno.stdout.writable)",
  );
  const output = textOf(child.stdout);
  const errors = textOf(child.stderr);
  await child.write(new TextEncoder().encode("one\n"));
  await child.write(new TextEncoder().encode("two\n"));
  await inTime(child.stop());
  assertEquals(await inTime(child.exited), { code: 0, signal: null });
  assertEquals(await output, "one\ntwo\n");
  assertEquals(await errors, "");
});

Deno.test("write() rejects once the program is gone", async () => {
  const child = denoChild("");
  await inTime(child.exited);
  const bytes = new Uint8Array(1_000_000);
  await assertRejects(() => inTime(child.write(bytes)));
  await inTime(child.stop());
  await Promise.all([child.stdout.cancel(), child.stderr.cancel()]);
});

Deno.test("stop() joins an earlier stop(), and never rejects", async () => {
  const child = denoChild(
    "await Deno.stdin.readable.pipeTo(new WritableStream())",
  );
  const first = child.stop();
  assertStrictEquals(child.stop(), first);
  await inTime(first);
  await inTime(child.stop());
  await Promise.all([child.stdout.cancel(), child.stderr.cancel()]);
});

/** A child that runs a shell script, and the ids of processes that it writes first. */
async function shellChild(
  script: string,
  ids: number,
): Promise<{ child: Child; pids: readonly number[] }> {
  const child = new Child("/bin/sh", {
    args: ["-c", script],
    cwd: "/",
    env: { PATH: "/usr/bin:/bin" },
  });
  const reader = child.stdout.getReader();
  let text = "";
  while (text.split("\n").length <= ids) {
    const { value, done } = await inTime(reader.read());
    if (done) break;
    text += new TextDecoder().decode(value);
  }
  reader.releaseLock();
  return { child, pids: text.trim().split("\n").map(Number) };
}

/** Ends what a failed test has left, by its id. */
function killAll(pids: readonly number[]): void {
  for (const pid of pids) {
    try {
      Deno.kill(pid, "SIGKILL");
    } catch {
      // Gone already, as it should be.
    }
  }
}

/** A helper that ignores SIGTERM and holds the pipes it was given. */
const stubbornHelper =
  `sh -c 'trap "" TERM; echo $$; while :; do sleep 1; done' &`;

/** Begins a write that is larger than a pipe; `done` says how it ended. */
async function beginWrite(
  child: Child,
): Promise<{ done: Promise<string> }> {
  const done = child.write(new Uint8Array(1_000_000)).then(
    () => "written",
    () => "refused",
  );
  // One turn of the event loop, in which the write begins.
  await new Promise((resume) => setTimeout(resume, 0));
  return { done };
}

// Signals and process groups are POSIX; Windows ends a tree by its own tool.
if (Deno.build.os !== "windows") {
  /** Children that do not leave at the end of their input. */
  const hard: readonly {
    readonly name: string;
    readonly script: string;
    /** How many process ids it writes. */
    readonly ids: number;
    /** A write waits for it to read. */
    readonly writing?: true;
    readonly signal: string;
    /** Milliseconds that its end takes at least. */
    readonly takes: number;
  }[] = [
    {
      name: "a program that does not read its input",
      script: "echo $$; exec sleep 100",
      ids: 1,
      signal: "SIGTERM",
      takes: 1_900,
    },
    {
      name: "a program that never reads while a write waits for it",
      script: "echo $$; exec sleep 100",
      ids: 1,
      writing: true,
      signal: "SIGTERM",
      takes: 1_900,
    },
    {
      name: "a program and its helper that ignore SIGTERM",
      script:
        `trap "" TERM; echo $$; ${stubbornHelper} while :; do sleep 1; done`,
      ids: 2,
      signal: "SIGKILL",
      takes: 3_900,
    },
  ];

  Deno.test("stop() ends step by step what does not leave by itself", async (t) => {
    // Side by side, because each takes seconds.
    const results = hard.map(async (row) => {
      const { child, pids } = await shellChild(row.script, row.ids);
      try {
        const written = row.writing && await beginWrite(child);
        const startedAt = performance.now();
        await inTime(child.stop());
        const took = performance.now() - startedAt;
        const { signal } = await inTime(child.exited);
        const left = await survivors(pids, PATIENCE_MS);
        return { took, signal, left, written: await written?.done };
      } finally {
        killAll(pids);
        await Promise.all([child.stdout.cancel(), child.stderr.cancel()]);
      }
    });
    await Promise.allSettled(results);
    for (const [index, { name, signal, writing, takes }] of hard.entries()) {
      await t.step(name, async () => {
        const result = await results[index];
        assert(result);
        assertEquals(result.signal, signal);
        assertEquals(result.left, []);
        assertEquals(result.written, writing && "refused");
        assert(result.took > takes, `It took ${result.took} ms`);
      });
    }
  });

  Deno.test("stop() ends a helper that outlives its program, at once", async () => {
    const script = `${stubbornHelper} read line; exit 0`;
    const { child, pids } = await shellChild(script, 1);
    try {
      const startedAt = performance.now();
      await inTime(child.stop());
      assert(performance.now() - startedAt < 1_900);
      assertEquals((await child.exited).code, 0);
      assertEquals(await survivors(pids, PATIENCE_MS), []);
    } finally {
      killAll(pids);
      await Promise.all([child.stdout.cancel(), child.stderr.cancel()]);
    }
  });

  Deno.test("stop() ends a helper whose program has ended before", async () => {
    const { child, pids } = await shellChild(`${stubbornHelper} sleep 0`, 1);
    try {
      await inTime(child.exited);
      assert(await isAlive(pids[0] ?? 0));
      await inTime(child.stop());
      assertEquals(await survivors(pids, PATIENCE_MS), []);
    } finally {
      killAll(pids);
      await Promise.all([child.stdout.cancel(), child.stderr.cancel()]);
    }
  });

  Deno.test("Child leads a process group of its own, so that Ctrl-C passes it by", async () => {
    const { child, pids } = await shellChild(
      "ps -o pgid= -p $$ || cut -d ' ' -f 5 /proc/$$/stat; echo $$; read line",
      2,
    );
    const [group, own] = pids;
    assertEquals(group, own);
    await inTime(child.stop());
    await Promise.all([child.stdout.cancel(), child.stderr.cancel()]);
  });
}
