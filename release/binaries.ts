import { join } from "@std/path";
import { product } from "../src/system/product.ts";
import { sha256 } from "../src/system/sha256.ts";
import { type BuildRecord, buildRecordSchema } from "./build_record.ts";
import { binaryName, buildRecordName } from "./names.ts";
import { readIfThere } from "./read_if_there.ts";
import { Refusal } from "./refusal.ts";
import type { Target } from "./targets.ts";

/** A binary that was built for a target. */
export interface Binary {
  readonly target: Target;
  readonly bytes: Uint8Array;
  readonly record: BuildRecord;
}

/** The binaries in `folder` of those targets that have one. */
export async function readBinaries(
  folder: string,
  targets: readonly Target[],
): Promise<Binary[]> {
  const found: Binary[] = [];
  for (const target of targets) {
    const bytes = await readIfThere(join(folder, binaryName(target)));
    if (bytes === undefined) continue;
    found.push({ target, bytes, record: await readRecord(folder, target) });
  }
  return found;
}

/**
 * Throws a {@linkcode Refusal} when a binary is not what its record says, and,
 * unless it is `forChecks`, when its runtime is not one to publish.
 */
export function judgeBinary(
  { target, bytes, record }: Binary,
  forChecks: boolean,
): void {
  const name = binaryName(target);
  if (
    record.sha256 !== sha256(bytes) || record.version !== product.version ||
    record.target !== target.triple
  ) {
    throw new Refusal(
      `${name} is not what its build record says: run deno task compile again`,
    );
  }
  if (record.base === "npm" && !forChecks) {
    throw new Refusal(
      `${name} has its runtime from npm, which is for checks and never released: pass --for-checks, or compile it with --base official`,
    );
  }
}

async function readRecord(
  folder: string,
  target: Target,
): Promise<BuildRecord> {
  const name = buildRecordName(target);
  const bytes = await readIfThere(join(folder, name));
  if (bytes !== undefined) {
    return buildRecordSchema.parse(JSON.parse(new TextDecoder().decode(bytes)));
  }
  throw new Refusal(
    `${
      binaryName(target)
    } has no build record ${name} beside it: build it with deno task compile`,
  );
}
