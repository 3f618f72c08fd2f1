/** The real program as its user starts it: streams, exit codes, signals. */
import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { runProgram, startProgram } from "./program.ts";

Deno.test("the program prints its version", async () => {
  const { code, stdout, stderr } = await runProgram("main.ts", ["--version"]);
  assertEquals([code, stderr], [0, ""]);
  assert(stdout.startsWith("modly-codex-image "));
});

Deno.test("the program answers a usage error in JSON with exit code 2", async () => {
  const run = await runProgram("main.ts", ["generate", "--promt", "--json"]);
  assertEquals([run.code, run.stderr], [2, ""]);
  assertEquals(JSON.parse(run.stdout).code, "request/usage");
});

Deno.test("the program doesn't mind a reader that has left", async () => {
  const child = startProgram("main.ts", ["errors"]);
  await child.stdout.cancel();
  const stderr = await new Response(child.stderr).text();
  assertEquals([(await child.status).code, stderr], [0, ""]);
});

for (const how of ["throw", "reject"]) {
  Deno.test(`what escapes every await (${how}) is told as our bug`, async () => {
    const words = ["generate", "--prompt", "x", "--json"];
    const run = await runProgram("tests/cli/fixtures/crash.ts", words, {
      env: { HOW: how },
    });
    assertEquals([run.code, run.stderr], [1, ""]);
    assertEquals(JSON.parse(run.stdout).code, "runtime/internal_error");
  });
}

Deno.test("a live line doesn't keep the program alive", async () => {
  const run = await runProgram("tests/cli/fixtures/live_line.ts", []);
  assertEquals([run.code, run.stderr], [0, ""]);
});

Deno.test("stdin is read to its end for --request -", async () => {
  const child = startProgram("main.ts", ["generate", "--request", "-"], {
    stdin: "piped",
  });
  const writer = child.stdin.getWriter();
  await writer.write(new TextEncoder().encode('{"prompt":\n  oops}'));
  await writer.close();
  const { code, stderr } = await child.output();
  assertEquals(code, 2);
  assertStringIncludes(new TextDecoder().decode(stderr), "line 2, column 3");
});

/** Windows can't send Ctrl-C to a single process; `signals_test.ts` holds there. */
const signals: readonly Deno.Signal[] = Deno.build.os === "windows"
  ? []
  : ["SIGINT", "SIGTERM", "SIGHUP"];

for (const signal of signals) {
  Deno.test(`${signal} cancels the job with exit code 130`, async () => {
    const child = startProgram("tests/cli/fixtures/endless_job.ts", [
      ...["generate", "--prompt", "x", "--json", "--progress", "plain"],
    ]);
    const stderr = lines(child.stderr);
    await stderr.until("Making the image");
    child.kill(signal);
    const stdout = await new Response(child.stdout).text();
    const { code } = await child.status;
    assertEquals(code, 130);
    assertEquals(JSON.parse(stdout).code, "runtime/cancelled");
    assertStringIncludes(await stderr.rest(), "tidied up");
  });
}

for (const signal of signals.slice(0, 1)) {
  Deno.test(`${signal} ends the wait for a request on stdin`, async () => {
    const child = startProgram("tests/cli/fixtures/endless_job.ts", [
      ...["generate", "--request", "-", "--progress", "none"],
    ], { stdin: "piped" });
    const stderr = lines(child.stderr);
    await stderr.until("policy loaded");
    child.kill(signal);
    const stdout = await new Response(child.stdout).text();
    assertEquals([(await child.status).code, stdout], [130, ""]);
    await child.stdin.close();
    assertStringIncludes(await stderr.rest(), "Code: runtime/cancelled");
  });
}

for (
  const [first, second] of signals.length === 0 ? [] : [
    ["SIGINT", "SIGINT"],
    ["SIGTERM", "SIGINT"],
  ] as const
) {
  Deno.test(`${second} after ${first} exits with 130`, async () => {
    const child = startProgram("tests/cli/fixtures/endless_job.ts", [
      ...["generate", "--prompt", "x", "--progress", "plain"],
    ], { env: { STUBBORN: "1" } });
    const stderr = lines(child.stderr);
    await stderr.until("Making the image");
    child.kill(first);
    await stderr.until("press Ctrl-C again");
    // In the first second it counts as the first one's echo.
    const again = setInterval(() => {
      try {
        child.kill(second);
      } catch {
        // It ended a moment ago; its status tells how.
      }
    }, 200);
    const stdout = await new Response(child.stdout).text();
    const { code } = await child.status.finally(() => clearInterval(again));
    assertEquals([code, stdout], [130, ""]);
    assertStringIncludes(await stderr.rest(), "tidied up");
  });
}

/** Reads text as it comes; both readings wait at most until the stream ends. */
function lines(stream: ReadableStream<Uint8Array>) {
  const reader = stream.pipeThrough(new TextDecoderStream()).getReader();
  let seen = "";
  const more = async () => {
    const { done, value = "" } = await reader.read();
    seen += value;
    return !done;
  };
  return {
    async until(text: string): Promise<void> {
      while (!seen.includes(text)) {
        assert(await more(), `Ended without "${text}": ${seen}`);
      }
    },
    async rest(): Promise<string> {
      while (await more()) continue;
      return seen;
    },
  };
}
