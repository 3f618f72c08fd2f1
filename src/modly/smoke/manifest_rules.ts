import * as z from "zod/mini";

/**
 * What every host asks of a manifest, together: upstream Modly, later upstream
 * and the fork's eras. Each rule is there because a host refuses an extension,
 * shows it wrongly or crashes without it.
 */

const id = z.string().check(z.regex(
  /^[a-z0-9][a-z0-9._-]*$/,
  "must be lower-case letters, digits, dots, hyphens and underscores",
));
const words = z.string().check(z.minLength(1, "must not be empty"));
const absent = z.undefined("must not be there: hosts disagree about it");

const option = z.object({ value: z.string("must be text"), label: words });

const parameter = z.object({
  id: words,
  label: words,
  type: z.enum(
    ["select", "int", "float", "string"],
    "must be select, int, float or string: other types are drawn as a number",
  ),
  default: z.union(
    [z.string(), z.number()],
    "must be there: some hosts send nothing else",
  ),
  options: z.optional(z.array(option)),
}).check(z.refine(
  ({ type, default: own, options }) =>
    type !== "select" || options?.some(({ value }) => value === own),
  "must have its default among its options",
));

const port = z.object({
  name: words,
  label: words,
  type: words,
  required: z.boolean(),
});

const node = z.object({
  id,
  name: words,
  input: z.enum(["image", "text", "mesh"], "must be image, text or mesh"),
  output: z.enum(["image", "text", "mesh"], "must be image, text or mesh"),
  inputs: z.optional(
    z.array(z.string("must be text: an object crashes the node")),
  ),
  input_contract: z.optional(z.array(port)),
  io_contract: z.optional(absent),
  params_schema: z.array(parameter),
}).check(z.refine(
  ({ inputs, input_contract: ports }) =>
    ports === undefined || inputs?.length === ports.length,
  "must have as many inputs as its input_contract",
));

const common = {
  id,
  name: words,
  version: z.optional(words),
  nodes: z.array(node).check(z.minLength(1, "must not be empty")),
};

const manifest = z.discriminatedUnion("type", [
  z.object({ ...common, type: z.literal("model"), generator_class: words }),
  z.object({ ...common, type: z.literal("process"), entry: words }),
], "must be model or process");

/** A manifest that every host takes. */
export type ExtensionManifest = z.infer<typeof manifest>;

/** The manifest, or what hosts would not like about it, a line each. */
export type ManifestVerdict =
  | { readonly ok: true; readonly manifest: ExtensionManifest }
  | { readonly ok: false; readonly problems: readonly string[] };

/** Holds parsed JSON against the hosts' rules. */
export function judgeManifest(raw: unknown): ManifestVerdict {
  const { data, error } = manifest.safeParse(raw);
  return error === undefined ? { ok: true, manifest: data } : {
    ok: false,
    problems: error.issues.map(({ path, message }) =>
      path.length === 0 ? `It ${message}` : `${path.join(".")} ${message}`
    ),
  };
}
