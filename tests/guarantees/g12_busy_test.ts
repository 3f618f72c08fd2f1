/** Proves the jitter of G12: two jobs that find Codex busy do not ask again in step. */
import { assert, assertEquals } from "@std/assert";
import { readyCodex, withSession } from "../codex/support_codex.ts";
import type { Step } from "../codex/support_program.ts";
import { assertWithin, timed } from "./rounds.ts";

/** The first wait before asking again, and what jitter can add to it, in milliseconds. */
const WAIT = 150;
const JITTER = 150;

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
        times.push(await timed(() => session.startThread("x")));
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
  await assertWithin(WAIT + JITTER * 0.6, () => heldUp(0));
});
