import { assertEquals } from "@std/assert";
import { Failure } from "../../src/errors/failure.ts";
import { standInCommand } from "../../src/generate/rehearse.ts";
import { runFake } from "./fake_context.ts";

Deno.test("stand-in plays Codex whatever Codex would be told", async () => {
  let played = 0;
  const run = await runFake(
    [standInCommand, "-c", "x=1", "app-server", "--help", "--json", "--"],
    { services: { runStandIn: () => Promise.resolve(void played++) } },
  );
  assertEquals([run.code, run.stdout, run.stderr, played], [0, "", "", 1]);
});

Deno.test("stand-in ends when it is told to stop", async () => {
  const stop = new AbortController();
  const run = await runFake([standInCommand], {
    signal: stop.signal,
    services: {
      runStandIn: () => {
        stop.abort(new Failure("runtime/cancelled"));
        return new Promise(() => {});
      },
    },
  });
  assertEquals(run.code, 130);
});
