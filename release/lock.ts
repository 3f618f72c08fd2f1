import * as z from "zod";

/** The parts of a `deno.lock`, version 5, that are needed. */
export const lockSchema = z.looseObject({
  version: z.literal("5"),
  npm: z.record(
    z.string(),
    z.looseObject({
      /** `sha512-` and base64. */
      integrity: z.string().regex(/^sha512-/),
    }),
  ),
});
export type Lock = z.infer<typeof lockSchema>;
