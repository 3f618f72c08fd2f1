/** Properties whose runs can be repeated. */
import fc from "fast-check";
import { isLong } from "./pace.ts";

/** Names the seed of every property; without it each run has its own. */
const seedVariable = "MODLY_TEST_SEED";
/** Generated cases where there is no time for more. */
const FEW = 2_000;

/**
 * Asserts a property over at least `inLong` generated cases, two thousand
 * when there is no time for more, and says on stdout which seed they came from,
 * whether it holds or not.
 */
export async function assertProperty<Values>(
  { name }: Deno.TestContext,
  property: fc.IProperty<Values> | fc.IAsyncProperty<Values>,
  inLong: number,
): Promise<void> {
  const numRuns = isLong ? inLong : Math.min(inLong, FEW);
  const seed = chosenSeed() ?? Math.floor(Math.random() * 2 ** 31);
  const line =
    `${numRuns} cases of "${name}"; again with ${seedVariable}=${seed}\n`;
  Deno.stdout.writeSync(new TextEncoder().encode(line));
  await fc.assert(property, { seed, numRuns });
}

function chosenSeed(): number | undefined {
  const text = Deno.env.get(seedVariable);
  if (text === undefined) return undefined;
  const seed = Number(text);
  if (!Number.isInteger(seed)) {
    throw new TypeError(`${seedVariable} is not a whole number`);
  }
  return seed;
}
