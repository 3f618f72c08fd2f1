import { Fixture } from "../../support/fixture.ts";
import { type Programs, timed } from "../programs.ts";
import type { Row } from "../row.ts";
import { inTurn } from "../series.ts";

/** How long the program takes to start, held against one that does nothing. */
export async function measureStart(
  { product, empty }: Programs,
  rounds: number,
): Promise<Row> {
  await using fixture = await Fixture.make();
  const [ours, theirs] = await inTurn(
    rounds,
    () => timed(fixture, product, ["--version"]),
    () => timed(fixture, empty, []),
  );
  return {
    what: "start (`--version`)",
    product: ours,
    against: theirs,
    againstName: "an empty program",
  };
}
