/** What needs no process is refused before Codex is started. */
import { assertEquals } from "@std/assert";
import { hostPlatform } from "../../src/system/platform.ts";
import { withPolicy } from "../hostile/cases.ts";
import { failure } from "../hostile/documents.ts";
import { type FakeFixture, withFake } from "../support/fixture.ts";

const generate = ["generate", "--prompt", "a cat", "--json"];

async function nothingHappened({ fixture, codex }: FakeFixture) {
  assertEquals(await codex.log(), []);
  assertEquals(await fixture.published(), []);
  await fixture.assertNothingLeft();
}

const targets: readonly (readonly [string, string])[] = [
  ["../out.png", "output/invalid_target"],
  ["/tmp/out.png", "output/invalid_target"],
  ["out.gif", "output/unsupported_extension"],
];

for (const [target, code] of targets) {
  Deno.test(`The target ${target} is refused before Codex is started`, async () => {
    await using scene = await withFake({});
    const run = await scene.fixture.run([...generate, "--output", target]);
    failure(run, code, 2);
    await nothingHappened(scene);
  });
}

Deno.test("A platform that the policy refuses is refused before Codex is started", async () => {
  const refused = { state: "refused", risk: "high", note: "Not here." };
  await using scene = await withFake({});
  const args = await withPolicy(scene, {
    platforms: { [hostPlatform().key]: refused },
  });
  const run = await scene.fixture.run([...generate, ...args]);
  failure(run, "preflight/unsupported_platform", 3);
  await nothingHappened(scene);
});

for (const [name, stdin] of [["nothing", ""], ["words", "a cat"]] as const) {
  Deno.test(`A request that is ${name} instead of JSON is refused before Codex is started`, async () => {
    await using scene = await withFake({});
    const args = ["generate", "--request", "-", "--json"];
    const run = await scene.fixture.run(args, { stdin });
    failure(run, "request/invalid_json", 2);
    await nothingHappened(scene);
  });
}
