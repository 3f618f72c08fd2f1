/** Proves what becomes of Codex's own copy, and of an image that comes when the job is being cancelled. */
import { assert, assertEquals } from "@std/assert";
import { join } from "@std/path";
import * as z from "zod";
import { png, toBase64 } from "../backend/pictures.ts";
import { turnBegins, turnEnds } from "../fake_codex/scenario.ts";
import { withFake } from "../support/fixture.ts";
import { job, TARGET } from "./cases.ts";
import { evidence, failure, success } from "./documents.ts";
import { called } from "./waiting.ts";

Deno.test("Codex's junk goes too when the image was taken from the message", async () => {
  const junk = await Deno.makeTempFile({ prefix: "modly-test-junk-" });
  try {
    await Deno.writeTextFile(junk, "no image at all");
    await using scene = await withFake({
      on: {
        "turn/start": [[
          ...turnBegins,
          { do: "image", picture: junk, result: toBase64(png()) },
        ]],
      },
    });
    const { fixture } = scene;
    success(await fixture.run(job));
    assertEquals(await Deno.readFile(join(fixture.workspace, TARGET)), png());
    const images = join(fixture.codexHome, "generated_images");
    assertEquals(await Array.fromAsync(Deno.readDir(images)), []);
    await fixture.assertNothingLeft();
  } finally {
    await Deno.remove(junk);
  }
});

if (Deno.build.os !== "windows") {
  Deno.test("An image that comes while the job is being cancelled is kept, and not to be paid for again", async () => {
    await using scene = await withFake({
      on: {
        "turn/start": [turnBegins],
        "turn/interrupt": [[
          { do: "reply", result: {} },
          { do: "image" },
          turnEnds("interrupted"),
        ]],
      },
    });
    const { fixture, codex } = scene;
    const running = await fixture.start(job);
    await called(codex, "turn/start");
    running.kill("SIGINT");
    const document = failure(await running.result, "runtime/cancelled", 130);
    assertEquals(document.retry, "unsafe");
    assert(document.remedy.startsWith("Take the image"));
    const { keptPath } = evidence(
      document,
      z.looseObject({ keptPath: z.string() }),
    );
    assertEquals(await Deno.readFile(keptPath), png());
    await fixture.assertNothingLeft();
  });
}
