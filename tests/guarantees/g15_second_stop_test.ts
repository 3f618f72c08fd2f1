/** Proves G15: a second Ctrl-C, more than a second after the first, exits at once. */
import { assertEquals } from "@std/assert";
import { turnBegins } from "../fake_codex/scenario.ts";
import { job } from "../hostile/cases.ts";
import { called } from "../hostile/waiting.ts";
import { withFake } from "../support/fixture.ts";
import { assertWithin } from "./rounds.ts";

/** Longest time from the second Ctrl-C to the end, in milliseconds. */
const AT_ONCE = 250;
/** From when on a second Ctrl-C is no longer the first one's echo, in milliseconds. */
const NO_ECHO = 1_200;

Deno.test({
  name: "A second Ctrl-C exits within 250 ms, whatever Codex does",
  // Nobody can send Ctrl-C to a single process there.
  ignore: Deno.build.os === "windows",
  fn: () =>
    assertWithin(AT_ONCE, async () => {
      await using scene = await withFake({
        stubborn: true,
        on: { "turn/start": [turnBegins], "turn/interrupt": [[]] },
      });
      const run = await scene.fixture.start(job);
      await called(scene.codex, "turn/start");
      run.kill("SIGINT");
      await run.said("Stopping");
      await new Promise((resolve) => setTimeout(resolve, NO_ECHO));
      const startedAt = performance.now();
      run.kill("SIGINT");
      const { code, stdout } = await run.result;
      const took = performance.now() - startedAt;
      assertEquals([code, stdout], [130, ""]);
      await scene.fixture.assertNothingLeft();
      return took;
    }),
});
