import * as z from "zod/mini";
import manifest from "../../manifest.json" with { type: "json" };
import { isBlank } from "../request/envelope.ts";
import type { Mode } from "../request/request.ts";

const declared = z.object({
  nodes: z.array(z.object({
    id: z.string(),
    params_schema: z.array(
      z.object({ id: z.string(), default: z.optional(z.unknown()) }),
    ),
  })),
});

/** What a host sends for a node's parameters, by their ids. */
export type Params = Readonly<Record<string, unknown>>;

/**
 * The parameters with the manifest's defaults for those that are missing or
 * blank: some hosts send only what the user has touched.
 */
export function withDefaults(params: Params, node: Mode | undefined): Params {
  const defaults = declared.parse(manifest).nodes
    .find(({ id }) => id === node)?.params_schema ?? [];
  const missing = defaults.filter(({ id }) => isBlank(params[id]));
  return {
    ...params,
    ...Object.fromEntries(missing.map((one) => [one.id, one.default])),
  };
}
