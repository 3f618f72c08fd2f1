/** Proves that the parts of a job's start that run side by side stop each other. */
import { assertEquals } from "@std/assert";
import { join } from "@std/path";
import { png } from "../backend/pictures.ts";
import { leaveImage } from "../output/dead_job.ts";
import { withFake } from "../support/fixture.ts";
import { failure } from "./documents.ts";

const loggedOut = {
  on: {
    "account/read": [[{ do: "reply", result: { account: null } }]],
  },
} as const;

const job = ["generate", "--prompt", "a cat", "--json"];

Deno.test("A job that is refused by Codex leaves none of the folders of its target", async () => {
  await using scene = await withFake(loggedOut);
  const { fixture } = scene;
  const run = await fixture.run([...job, "--output", "a/b/cat.png"]);
  failure(run, "preflight/not_authenticated", 3);
  assertEquals(await Array.fromAsync(Deno.readDir(fixture.workspace)), []);
  await fixture.assertNothingLeft();
});

Deno.test("A job that is refused by Codex tells which image of a dead job it saved", async () => {
  await using scene = await withFake(loggedOut);
  const { fixture } = scene;
  await leaveImage(fixture.workspace, "dog", "png", png());
  const run = await fixture.run([...job, "--output", "cat.png"]);
  const { evidence } = failure(run, "preflight/not_authenticated", 3);
  const [saved = "", ...more] = await fixture.published();
  assertEquals(more, []);
  assertEquals(evidence["recovered"], [join(fixture.workspace, saved)]);
  await fixture.assertNothingLeft();
});

Deno.test("A target that is taken ends a Codex that would never answer", async () => {
  await using scene = await withFake({ on: { initialize: [[]] } });
  const { fixture } = scene;
  await leaveImage(fixture.workspace, "cat", "png", png(), Deno.pid);
  const run = await fixture.run([...job, "--output", "cat.png"]);
  failure(run, "output/already_exists", 2);
  await fixture.assertNothingLeft();
});
