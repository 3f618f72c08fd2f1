/**
 * modly-codex-image: one image from the Codex CLI that its user is logged in
 * to, published safely below a folder.
 *
 * The story, as `generate` does it:
 *
 * 1. `cli/run.ts` reads the command line and finds the command.
 * 2. `cli/commands/job.ts` loads the policy, reads the request, and hands the
 *    job to `generate/generate.ts`.
 * 3. That checks everything which needs no process, shakes hands with Codex
 *    while the input images are read, reserves the output, has one image made,
 *    and publishes it.
 * 4. The image's path, or one JSON document, goes to stdout; every failure
 *    comes back as a machine code of `errors/catalogue.ts`, with its exit code
 *    and the next step.
 */
import { processContext } from "./src/cli/process.ts";
import { productServices } from "./src/cli/product_services.ts";
import { run } from "./src/cli/run.ts";
import { environment } from "./src/system/environment.ts";

if (import.meta.main) {
  const context = processContext(productServices(environment));
  Deno.exit(await run(Deno.args, context));
}
