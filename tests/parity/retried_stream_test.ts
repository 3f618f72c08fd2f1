/** The stream breaks behind an image, and Codex begins to try again. */
import { assertEquals } from "@std/assert";
import { turnBegins, turnError } from "../fake_codex/scenario.ts";
import { job, TARGET } from "../hostile/cases.ts";
import { success } from "../hostile/documents.ts";
import { withFake } from "../support/fixture.ts";

Deno.test("An image is published although its stream breaks and is tried again", async () => {
  const broken = { responseStreamDisconnected: { httpStatusCode: null } };
  await using scene = await withFake({
    on: {
      "turn/start": [[
        ...turnBegins,
        {
          do: "together",
          steps: [
            { do: "image" },
            turnError("Reconnecting... 1/5", broken, true),
          ],
        },
      ]],
    },
  });
  const { fixture } = scene;
  // The original waited 7 seconds for Codex's retries.
  success(await fixture.run(job, { limit: 5_000 }));
  assertEquals(await fixture.published(), [TARGET]);
  await fixture.assertNothingLeft();
});
