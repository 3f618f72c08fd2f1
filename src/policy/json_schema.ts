import * as z from "zod/mini";
import { policyFileSchema } from "./schema.ts";

/** A JSON Schema, or a part of one. */
export type JsonSchema = z.core.JSONSchema.BaseSchema;

/**
 * The JSON Schema (draft 7) of a policy file, for editors. It is committed as
 * `policy/schema.v1.json`.
 */
export function policyJsonSchema(): JsonSchema {
  // Without "input", keys that have a default would count as required.
  return z.toJSONSchema(policyFileSchema, { io: "input", target: "draft-07" });
}
