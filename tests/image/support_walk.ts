import { assert, assertEquals } from "@std/assert";
import type { ImageFacts, Inspection } from "../../src/image/facts.ts";

/** Fails unless the walk succeeded; gives back its facts. */
export function factsOf(inspection: Inspection): ImageFacts {
  assert(inspection.ok, inspection.ok ? "" : inspection.reason);
  return inspection.facts;
}

/** Fails unless the walk refused for exactly this reason. */
export function assertRefused(inspection: Inspection, reason: string): void {
  assertEquals(inspection, { ok: false, reason });
}

/** Registers one test for each row of a table of refusals. */
export function refusalTests(
  walk: (bytes: Uint8Array) => Inspection,
  rows: Readonly<Record<string, readonly [bytes: Uint8Array, reason: string]>>,
): void {
  for (const [name, [bytes, reason]] of Object.entries(rows)) {
    Deno.test(`${walk.name}() refuses ${name}`, () => {
      assertRefused(walk(bytes), reason);
    });
  }
}
