/** Proves the jitter of G12: two jobs that find Codex busy do not ask again in step. */
import { assert, assertEquals } from "@std/assert";
import { readyCodex, withSession } from "../codex/support_codex.ts";
import type { Step } from "../codex/support_program.ts";

/** The first wait before asking again, and what jitter can add to it, in milliseconds. */
const WAIT = 150;
const JITTER = 150;
/** How often a round is tried again that a busy computer may have held up. */
const ROUNDS = 20;

const busy: Step = { replyError: { code: -32001, message: "overloaded" } };

/** How long one busy answer holds a thread up when chance says `chance`. */
async function heldUp(chance: number): Promise<number> {
  const ready = readyCodex["thread/start"]?.[0] ?? [];
  const times: number[] = [];
  const { random } = Math;
  Math.random = () => chance;
  try {
    await withSession(
      { on: { "thread/start": [[busy], ready] } },
      async (session) => {
        const startedAt = performance.now();
        await session.startThread("x");
        times.push(performance.now() - startedAt);
      },
    );
  } finally {
    Math.random = random;
  }
  assertEquals(times.length, 1);
  return Math.max(...times);
}

Deno.test("How long a busy Codex is left alone is up to chance", async () => {
  const longest = await heldUp(0.999);
  assert(longest > WAIT + JITTER * 0.9, `${longest} ms`);
  // A busy computer makes each round longer, and none shorter.
  let shortest = await heldUp(0);
  for (let more = 0; more < ROUNDS && shortest > longest - JITTER / 2; more++) {
    shortest = Math.min(shortest, await heldUp(0));
  }
  assert(shortest < longest - JITTER / 2, `${shortest}, ${longest} ms`);
});
