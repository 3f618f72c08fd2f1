/** A scene with a scripted Codex for a product that is killed. */
import { join } from "@std/path";
import { png } from "../backend/pictures.ts";
import { fakeCodex } from "../fake_codex/launcher.ts";
import { type FakeScenario, turnBegins } from "../fake_codex/scenario.ts";
import { type FakeFixture, withFake } from "../support/fixture.ts";
import type { CrashScene } from "./crash.ts";

/** What the Codex of {@linkcode catScene} draws. */
export const cat = png({ colour: [1, 2, 3] });

/** A Codex that draws the cat; the next job has one that draws something else. */
export async function catScene(
  more: FakeScenario["on"] = {},
): Promise<FakeFixture & Required<Pick<CrashScene, "next" | "pictures">>> {
  const made = await withFake({});
  const { root, env } = made.fixture;
  const folder = join(root, "cat");
  await Deno.mkdir(folder);
  const picture = join(folder, "cat.png");
  await Deno.writeFile(picture, cat);
  const codex = await fakeCodex(folder, {
    on: { "turn/start": [[...turnBegins, { do: "image", picture }]], ...more },
  });
  const next = { env: { CODEX_BIN: made.codex.path } };
  env["CODEX_BIN"] = codex.path;
  return {
    ...made,
    codex,
    next,
    pictures: () => Promise.resolve([cat, png()]),
  };
}
