import { assertEquals, assertStrictEquals } from "@std/assert";
import { Failure } from "../../src/errors/failure.ts";
import { composeReadiness } from "../../src/modly/readiness/compose.ts";
import { REUSED_MS, reusedReadiness } from "../../src/modly/readiness/reuse.ts";

/** A check that counts its runs, and a clock that the test turns. */
function scene(failure?: Failure) {
  const state = { now: 0, checks: 0 };
  const ask = reusedReadiness(() => {
    state.checks++;
    return Promise.resolve(
      composeReadiness({ platform: "a/b" }, failure, new Date(state.checks)),
    );
  }, () => state.now);
  return { state, ask };
}

Deno.test("Good news is given again for thirty seconds", async () => {
  const { state, ask } = scene();
  const first = await ask();
  state.now = REUSED_MS - 1;
  assertStrictEquals(await ask(), first);
  state.now = REUSED_MS;
  await ask();
  assertEquals(state.checks, 2);
  assertEquals(REUSED_MS, 30_000);
});

Deno.test("Bad news is checked again at every question", async () => {
  const { state, ask } = scene(new Failure("preflight/not_authenticated"));
  await ask();
  await ask();
  assertEquals(state.checks, 2);
});

Deno.test("Questions at the same time share one check", async () => {
  const { state, ask } = scene(new Failure("preflight/not_authenticated"));
  const [one, two] = await Promise.all([ask(), ask()]);
  assertStrictEquals(one, two);
  assertEquals(state.checks, 1);
});
