import * as z from "zod";
import { inCheckout } from "./folders.ts";
import { runProgram } from "./program.ts";

const info = z.object({
  modules: z.array(
    z.union([
      z.object({ kind: z.literal("npm"), npmPackage: z.string() }),
      z.object({}).transform(() => ({ npmPackage: undefined })),
    ]),
  ),
});

/**
 * The npm packages that the product imports, such as `zod@4.6.7`: what is in
 * the lock file beside them is for tests and tools.
 */
export async function importedPackages(): Promise<ReadonlySet<string>> {
  const text = await runProgram(Deno.execPath(), {
    args: ["info", "--json", "--frozen", inCheckout("main.ts")],
    cwd: inCheckout(),
  });
  const { modules } = info.parse(JSON.parse(text));
  return new Set(modules.flatMap(({ npmPackage }) => npmPackage ?? []));
}
