/** Waiting for what another process does, always with a bound. */
import type { ProductResult, RunningProduct } from "../support/product.ts";
import { fail } from "@std/assert";
import { join } from "@std/path";
import type { FakeProgram } from "../fake_codex/launcher.ts";
import { PATIENCE_MS } from "../support/pace.ts";

/** Time between two looks, in milliseconds. */
const LOOK_EVERY = 10;

/** Looks until `check` holds; fails when it does not in time. */
export async function until(
  what: string,
  check: () => boolean | Promise<boolean>,
  limit = PATIENCE_MS,
): Promise<void> {
  const deadline = performance.now() + limit;
  while (!await check()) {
    if (performance.now() > deadline) fail(`Never came: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY));
  }
}

/** Waits until the fake has received a call of `method`. */
export function called(codex: FakeProgram, method: string): Promise<void> {
  return until(
    method,
    async () => (await codex.received()).some((one) => one.method === method),
  );
}

/** How often the product has called `method`. */
export async function calls(
  codex: FakeProgram,
  method: string,
): Promise<number> {
  return (await codex.received()).filter((one) => one.method === method).length;
}

/** A file that a fake waits for (`awaitFile`); gone at the end. */
export class FileGate implements AsyncDisposable {
  readonly #folder = Deno.makeTempDirSync({ prefix: "modly-gate-" });
  /** For the step. */
  readonly path = join(this.#folder, "open");

  /** Lets the fake go on. */
  open(): Promise<void> {
    return Deno.writeTextFile(this.path, "");
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Deno.remove(this.#folder, { recursive: true });
  }
}

/** Presses Ctrl-C again and again; the run's own limit bounds it. */
export async function pressUntilEnded(
  run: RunningProduct,
): Promise<ProductResult> {
  const again = setInterval(() => {
    try {
      run.kill("SIGINT");
    } catch {
      // It ended a moment ago; its result tells how.
    }
  }, 200);
  return await run.result.finally(() => clearInterval(again));
}
