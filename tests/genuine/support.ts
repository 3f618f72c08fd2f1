import { assertEquals } from "@std/assert";
import * as z from "zod";
import type { ProductResult } from "../support/product.ts";
import { isLong } from "../support/pace.ts";

/** The Codexes that tests run with: the floor, a middle one, the newest tried. */
export type Version = "0.122.0" | "0.145.0" | "0.169.0";

/**
 * The floor and the newest, which differ in who draws; in `task test:long` the
 * middle one too.
 */
export const versions: readonly Version[] = isLong
  ? ["0.122.0", "0.145.0", "0.169.0"]
  : ["0.122.0", "0.169.0"];

/** Only the last of these versions, or in `task test:long` all. */
export function newestOf<T extends string>(of: readonly T[]): readonly T[] {
  return isLong ? of : of.slice(-1);
}

/** Has the service draw, rather than Codex call the images endpoint. */
export const isHosted = (version: string): boolean => version === "0.122.0";

const receipt = z.object({
  schemaVersion: z.literal(1),
  ok: z.literal(true),
  path: z.string(),
  mode: z.string(),
  image: z.object({
    format: z.string(),
    width: z.number(),
    height: z.number(),
    bytes: z.number(),
    sha256: z.string(),
    alpha: z.string(),
  }),
  requested: z.record(z.string(), z.unknown()),
  codex: z.object({
    version: z.string(),
    model: z.string().nullable(),
    threadId: z.string(),
    itemId: z.string(),
    revisedPrompt: z.string().nullable(),
  }),
  timings: z.record(z.string(), z.number()),
  warnings: z.array(z.string()),
});

const failure = z.strictObject({
  schemaVersion: z.literal(1),
  ok: z.literal(false),
  code: z.string(),
  message: z.string(),
  remedy: z.string(),
  retry: z.enum(["safe", "unsafe", "after"]),
  retryAfter: z.string().optional(),
  evidence: z.record(z.string(), z.unknown()),
});

/** The receipt of a run that has to have succeeded. */
export function succeeded(run: ProductResult): z.infer<typeof receipt> {
  assertEquals(run.code, 0, run.stdout + run.stderr);
  return receipt.parse(run.json());
}

/** The failure of a run that has to have failed with this code and exit. */
export function failed(
  run: ProductResult,
  code: string,
  exit: number,
): z.infer<typeof failure> {
  const document = failure.parse(run.json());
  assertEquals(
    { code: document.code, exit: run.code },
    { code, exit },
    run.stdout,
  );
  return document;
}
