/** Runs the compiled product in a fixture. */
import type { Fixture, RunOptions } from "../support/fixture.ts";
import type { ProductResult } from "../support/product.ts";
import { compiledProduct } from "./support_program.ts";

/** As `fixture.run`, with the binary in place of the source. */
export async function runCompiled(
  fixture: Fixture,
  args: readonly string[],
  options: RunOptions = {},
): Promise<ProductResult> {
  const program = await compiledProduct();
  return await fixture.run(args, { program, ...options });
}
