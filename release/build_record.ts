import * as z from "zod";
import { baseKinds } from "./base.ts";

/** How a binary was built; stands beside it, for `package` to judge. */
export const buildRecordSchema = z.strictObject({
  schemaVersion: z.literal(1),
  version: z.string(),
  target: z.string(),
  /** Where its runtime came from. */
  base: z.enum(baseKinds),
  /** The Deno version of its runtime. */
  deno: z.string(),
  /** Of the binary, so that a record is never taken for another one's. */
  sha256: z.string(),
});
export type BuildRecord = z.infer<typeof buildRecordSchema>;
