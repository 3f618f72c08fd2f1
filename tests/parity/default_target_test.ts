/** Where an image goes when nobody says where. */
import { assertEquals, assertMatch } from "@std/assert";
import { join } from "@std/path";
import { png } from "../backend/pictures.ts";
import { success } from "../hostile/documents.ts";
import { withFake } from "../support/fixture.ts";

const cases: readonly (readonly [string, readonly string[]])[] = [
  ["text-to-image", []],
  ["image-to-image", ["--image", "cat.png"]],
];

for (const [mode, args] of cases) {
  Deno.test(`${mode} without a target publishes codex/${mode}-<id>.png`, async () => {
    await using scene = await withFake({});
    const { fixture } = scene;
    await Deno.writeFile(join(fixture.workspace, "cat.png"), png());
    const run = await fixture.run(
      ["generate", "--prompt", "a cat", "--json", ...args],
    );
    const { path } = success(run);
    const [, made = ""] = await fixture.published();
    assertMatch(made, new RegExp(`^codex/${mode}-[0-9a-f]{12}\\.png$`));
    assertEquals(path, join(fixture.workspace, made));
    await fixture.assertNothingLeft();
  });
}
