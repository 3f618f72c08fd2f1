/** A picture whose pixels are damaged is not published, and its file is named. */
import { assertEquals, assertMatch } from "@std/assert";
import { join } from "@std/path";
import * as z from "zod";
import { png, toBase64 } from "../backend/pictures.ts";
import { turnBegins, turnEnds } from "../fake_codex/scenario.ts";
import * as damaged from "../image/support_png.ts";
import { withFake } from "../support/fixture.ts";
import { job, playAll } from "./cases.ts";
import { evidence, failure } from "./documents.ts";

/** Whole but for its pixels: every checksum of a chunk is right. */
const junk = damaged.png(
  damaged.header(),
  damaged.chunk("IDAT", "not deflate"),
  damaged.end,
);

const named = z.looseObject({
  keptPath: z.string(),
  reasons: z.array(z.string()),
});

Deno.test("A picture whose pixels are damaged stays where Codex saved it, and the error says where", async () => {
  const folder = await Deno.makeTempDir();
  const picture = join(folder, "damaged.png");
  try {
    await Deno.writeFile(picture, junk);
    const image = { do: "image", picture } as const;
    await using scene = await withFake({
      on: { "turn/start": [[...turnBegins, image, turnEnds("completed")]] },
    });
    const { fixture } = scene;
    const document = failure(
      await fixture.run(job),
      "output/invalid_image",
      6,
    );
    const { keptPath, reasons } = evidence(document, named);
    assertEquals(keptPath.startsWith(join(fixture.codexHome, "")), true);
    assertEquals(
      await Deno.readFile(keptPath),
      Uint8Array.from(junk),
    );
    assertMatch(reasons.join(), /image data is damaged/);
    await fixture.assertNothingLeft();
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("A picture whose pixels are damaged gives way to a whole one, where there is", (test) =>
  playAll(test, [{
    name: "in the item",
    scenario: {
      on: {
        "turn/start": [[
          ...turnBegins,
          { do: "image", saved: "none", id: "ig_0", result: toBase64(junk) },
          { do: "image" },
          turnEnds("completed"),
        ]],
      },
    },
    ends: { bytes: png() },
  }]));
