/** The documents of `--json`, as strictly as their readers may take them. */
import { assert, assertEquals, fail } from "@std/assert";
import * as z from "zod";
import { SECRET } from "../fake_codex/odd_values.ts";
import type { ProductResult } from "../support/product.ts";

/** Longest that a job's answer may be, in characters. */
const ANSWER = 16_000;

const successDocument = z.strictObject({
  schemaVersion: z.literal(1),
  ok: z.literal(true),
  path: z.string(),
  mode: z.enum(["text-to-image", "image-to-image"]),
  image: z.strictObject({
    format: z.enum(["png", "jpeg", "webp"]),
    width: z.int().positive(),
    height: z.int().positive(),
    bytes: z.int().positive(),
    sha256: z.string().regex(/^[0-9a-f]{64}$/),
    alpha: z.enum(["none", "opaque", "transparent", "unknown"]),
  }),
  requested: z.record(z.string(), z.unknown()),
  codex: z.strictObject({
    version: z.string(),
    model: z.string().nullable(),
    threadId: z.string(),
    itemId: z.string(),
    revisedPrompt: z.string().nullable(),
  }),
  timings: z.record(z.string(), z.number().nonnegative()),
  warnings: z.array(z.string()),
});
export type SuccessDocument = z.infer<typeof successDocument>;

const failureDocument = z.strictObject({
  schemaVersion: z.literal(1),
  ok: z.literal(false),
  code: z.string().regex(/^[a-z]+\/[a-z_]+$/),
  message: z.string().min(1),
  remedy: z.string().min(1),
  retry: z.enum(["safe", "unsafe", "after"]),
  retryAfter: z.iso.datetime().optional(),
  evidence: z.record(z.string(), z.unknown()),
});
export type FailureDocument = z.infer<typeof failureDocument>;

/** The document of a run that made its image. */
export function success(run: ProductResult): SuccessDocument {
  if (run.code !== 0) fail(`Exit code ${run.code}: ${told(run)}`);
  return successDocument.parse(run.json());
}

/** The document of a run that failed with this code and exit code. */
export function failure(
  run: ProductResult,
  code: string,
  exit: number,
): FailureDocument {
  if (run.stdout === "") fail(`No document: ${told(run)}`);
  const document = run.json();
  const found = failureDocument.safeParse(document).data;
  assertEquals([found?.code, run.code], [code, exit], told(run));
  return failureDocument.parse(document);
}

/** What is known only after the document is there, and sits in its evidence. */
export function evidence<T>(
  document: FailureDocument,
  shape: z.ZodType<T>,
): T {
  return shape.parse(document.evidence);
}

/** The answer is short and, like the progress, holds no token and no base64. */
export function assertFitToShow({ stdout, stderr }: ProductResult): void {
  assert(stdout.length < ANSWER, `${stdout.length} characters`);
  const shown = stdout + stderr;
  assert(!shown.includes(SECRET), "a token is shown");
  assert(!/[\w+/=]{128}/.test(shown), "base64 is shown");
}

function told({ stdout, stderr }: ProductResult): string {
  return `${stdout}\n${stderr}`;
}
