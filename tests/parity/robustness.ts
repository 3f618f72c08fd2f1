/** Plays a request that was probed with the original as a whole job. */
import { assert, assertEquals, assertMatch } from "@std/assert";
import { join } from "@std/path";
import { catalogue, type Code } from "../../src/errors/catalogue.ts";
import type { Json } from "../fake_codex/scenario.ts";
import { assertFitToShow, failure, success } from "../hostile/documents.ts";
import { type FakeFixture, withFake } from "../support/fixture.ts";

/** A request, what is there before, and what comes of it. */
export interface Probe {
  readonly name: string;
  readonly request: Json;
  readonly before?: (scene: FakeFixture) => Promise<unknown>;
  /** The file that is published below the workspace, or why none is. */
  readonly ends: { readonly file: string } | Refusal;
  readonly also?: (scene: FakeFixture) => Promise<void>;
}

/** No image, for this reason. */
export interface Refusal {
  readonly code: Code;
  /** Found in message or evidence. */
  readonly says?: RegExp;
}

/** Plays one probe; fails unless it ends as it should. */
export async function play(
  { request, before, ends, also }: Probe,
): Promise<void> {
  await using scene = await withFake({});
  const { fixture, codex } = scene;
  await before?.(scene);
  const there = await fixture.published();
  const run = await fixture.run(["generate", "--request", "-", "--json"], {
    stdin: JSON.stringify(request),
  });
  assertFitToShow(run);
  if ("code" in ends) {
    const { code, says = /./ } = ends;
    const document = failure(run, code, catalogue[code].exit);
    assertMatch(JSON.stringify([document.message, document.evidence]), says);
    assertEquals(await fixture.published(), there);
    const asked = (await codex.received()).map(({ method }) => method);
    assert(!asked.includes("turn/start"), "the image was asked for");
  } else {
    assertEquals(success(run).path, join(fixture.workspace, ends.file));
    assertEquals(await fixture.published(), [...there, ends.file].toSorted());
  }
  await also?.(scene);
  await fixture.assertNothingLeft();
}
