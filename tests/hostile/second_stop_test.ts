/** Proves that a second Ctrl-C exits at once and that not even a stubborn Codex survives it. */
import { assert, assertEquals } from "@std/assert";
import { turnBegins } from "../fake_codex/scenario.ts";
import { withFake } from "../support/fixture.ts";
import { job } from "./cases.ts";
import { called, pressUntilEnded } from "./waiting.ts";

/** Longer than a repeat of one Ctrl-C, shorter than ending a stubborn Codex takes. */
const PATIENCE_MS = 3_500;

if (Deno.build.os !== "windows") {
  Deno.test("A second Ctrl-C ends a Codex that ignores everything", async () => {
    await using scene = await withFake({
      stubborn: true,
      on: { "turn/start": [turnBegins], "turn/interrupt": [[]] },
    });
    const { fixture, codex } = scene;
    const running = await fixture.start(job);
    await called(codex, "turn/start");
    const startedAt = performance.now();
    running.kill("SIGINT");
    const { code } = await pressUntilEnded(running);
    assertEquals(code, 130);
    assert(performance.now() - startedAt < PATIENCE_MS);
    await fixture.assertNothingLeft();
  });
}
