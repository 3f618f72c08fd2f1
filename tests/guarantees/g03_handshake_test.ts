/** Proves G3: a Codex that does not answer is given up after 10 s, if the policy says nothing else. */
import { assert, assertEquals } from "@std/assert";
import { job } from "../hostile/cases.ts";
import { failure } from "../hostile/documents.ts";
import { called } from "../hostile/waiting.ts";
import { withFake } from "../support/fixture.ts";
import { handshakes } from "../support/pace.ts";

/** Time for the answer, in milliseconds. */
const HANDSHAKE_MS = 10_000;

Deno.test("A Codex that never answers is given up after 10 s, for free", async () => {
  await using scene = await withFake({ on: { initialize: [[]] } });
  const { fixture, codex } = scene;
  const run = await fixture.start(job);
  await called(codex, "initialize");
  const startedAt = performance.now();
  const document = failure(await run.result, "preflight/handshake_timeout", 3);
  const took = performance.now() - startedAt;
  assert(took > HANDSHAKE_MS * 0.9, `${took} ms`);
  assert(took < HANDSHAKE_MS + handshakes(15), `${took} ms`);
  assertEquals(document.retry, "safe");
  await fixture.assertNothingLeft();
});
