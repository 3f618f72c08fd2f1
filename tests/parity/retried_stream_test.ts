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
  // It does not wait for Codex, which would try again for ever here.
  success(await fixture.run(job));
  assertEquals(await fixture.published(), [TARGET]);
  await fixture.assertNothingLeft();
});
