import type * as z from "zod/mini";
import type { Code } from "../errors/catalogue.ts";
import { Failure } from "../errors/failure.ts";
import type { Field } from "./envelope.ts";

/**
 * The field's value as `schema` gives it. The schema's own words follow the
 * field's name, so they read like "must be text" and never repeat the value.
 *
 * @throws {Failure} with `code`, naming the field.
 */
export function checked<T>(
  schema: z.ZodMiniType<T>,
  field: Field,
  code: Code,
): T {
  const result = schema.safeParse(field.value);
  if (result.success) return result.data;
  const problem = result.error.issues[0]?.message ?? "is not valid";
  throw new Failure(code, {
    message: `"${field.name}" ${problem}`,
    evidence: { field: field.name },
  });
}
