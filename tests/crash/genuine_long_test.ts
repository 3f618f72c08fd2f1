/** Proves what is left when the product is killed at a step while a genuine Codex runs. */
import { assert, assertEquals } from "@std/assert";
import { join } from "@std/path";
import { defaultPicture } from "../backend/pictures.ts";
import { withGenuine } from "../support/fixture.ts";
import { ageTemporary, assertCodexGone } from "./after_kill.ts";
import { type Crash, playCrash, steps } from "./crash.ts";
import { type Form, jobFor, killAt, oneShot, served } from "./forms.ts";
import { listRecoverable, onlyRecoverable } from "./listing.ts";

/** The acts of the model in every test. */
const script = { acts: [{ do: "draw" }] } as const;

/** One for each state that the image and Codex can be in. */
const chosen = ["reserved", "written", "secured", "linked", "released"];

for (const crash of steps.filter(({ at }) => chosen.includes(at))) {
  Deno.test(`0.169.0, killed when ${crash.at}: Codex is gone, and nothing lost, half or in the way`, () =>
    play(crash, oneShot));
}

Deno.test("0.169.0, a runner killed when secured: Codex is gone, and nothing lost, half or in the way", () =>
  play({ at: "secured", image: "hidden" }, served));

async function play(crash: Crash, form: Form): Promise<void> {
  await using scene = await withGenuine({ version: "0.169.0", script });
  const { fixture, backend } = scene;
  const drawn = (words: string) => {
    const asked = backend.requests.model
      .find(({ prompt }) => prompt?.includes(words));
    return defaultPicture(asked?.prompt ?? "");
  };
  const pictures = () => Promise.resolve([drawn("a cat"), drawn("a dog")]);
  await playCrash({ fixture, pictures, form }, crash);
  const paid = backend.requests.count("generation");
  assertEquals(paid, crash.image === "none" ? 1 : 2);
}

Deno.test("0.169.0, killed when half of the image was written: recover publishes Codex's own copy", async () => {
  await using scene = await withGenuine({ version: "0.169.0", script });
  const { fixture, backend } = scene;
  await killAt(fixture, { at: "writing" }, jobFor("a cat", "cat.png"));
  await assertCodexGone(fixture);
  await ageTemporary(fixture);
  const image = await onlyRecoverable(fixture);
  assertEquals(image.place, "codex");
  assert(image.path.startsWith(join(fixture.codexHome, "generated_images")));
  const args = ["recover", "--publish", image.id, "--output", "cat.png"];
  const { stdout } = await fixture.run(args);
  assertEquals(stdout, `${join(fixture.workspace, "cat.png")}\n`);
  const [asked] = backend.requests.model;
  const drawn = defaultPicture(asked?.prompt ?? "");
  assertEquals(await Deno.readFile(stdout.trimEnd()), drawn);
  assertEquals(await Deno.readFile(image.path), drawn);
  assertEquals(await fixture.published(), ["cat.png"]);
  assertEquals((await listRecoverable(fixture)).images, []);
});
