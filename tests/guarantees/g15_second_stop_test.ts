/** Proves G15: a second Ctrl-C, more than a second after the first, exits at once. */
import { assertEquals } from "@std/assert";
import { turnBegins } from "../fake_codex/scenario.ts";
import { job } from "../hostile/cases.ts";
import { called, pressUntilEnded } from "../hostile/waiting.ts";
import { withFake } from "../support/fixture.ts";

Deno.test({
  name: "A second Ctrl-C exits without an answer, whatever Codex does",
  // Nobody can send Ctrl-C to a single process there.
  ignore: Deno.build.os === "windows",
  fn: async () => {
    await using scene = await withFake({
      stubborn: true,
      on: { "turn/start": [turnBegins], "turn/interrupt": [[]] },
    });
    const run = await scene.fixture.start(job);
    await called(scene.codex, "turn/start");
    run.kill("SIGINT");
    await run.said("Stopping");
    const { code, stdout } = await pressUntilEnded(run);
    // Whoever waited for Codex would have written the document.
    assertEquals([code, stdout], [130, ""]);
    await scene.fixture.assertNothingLeft();
  },
});
