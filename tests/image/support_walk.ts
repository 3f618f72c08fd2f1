import { assert, assertEquals } from "@std/assert";
import type { ImageFacts } from "../../src/image/facts.ts";
import type { Refusal } from "../../src/image/refusal.ts";

/** What a walk and an inspection have in common. */
type Outcome = { readonly ok: true; readonly facts: ImageFacts } | Refusal;

/** Fails unless the image was accepted; gives back its facts. */
export function factsOf(inspection: Outcome): ImageFacts {
  assert(inspection.ok, inspection.ok ? "" : inspection.reason);
  return inspection.facts;
}

/** Fails unless the image was refused for exactly this reason. */
export function assertRefused(inspection: Outcome, reason: string): void {
  assertEquals(inspection.ok ? "accepted" : inspection.reason, reason);
}

/** Registers one test for each row of a table of refusals. */
export function refusalTests(
  walk: (bytes: Uint8Array) => Outcome,
  rows: Readonly<Record<string, readonly [bytes: Uint8Array, reason: string]>>,
): void {
  for (const [name, [bytes, reason]] of Object.entries(rows)) {
    Deno.test(`${walk.name}() refuses ${name}`, () => {
      assertRefused(walk(bytes), reason);
    });
  }
}
