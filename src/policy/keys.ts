import { type JsonSchema, policyJsonSchema } from "./json_schema.ts";

/** Made once: it takes longer to make than to walk. */
let fileSchema: JsonSchema | undefined;

/** What may be written at one place of a policy file. */
export interface PolicyKey {
  /** Dotted; `OS/ARCH` stands for any platform, `[]` for each item of a list. */
  readonly key: string;
  /** What the value there has to be, and what it is for. */
  readonly schema: JsonSchema;
}

/** Every key of a policy file, in the schema's order; `$schema` is left out. */
export function policyKeys(): readonly PolicyKey[] {
  return keysBelow(wholeSchema(), "").filter(({ key }) => key !== "$schema");
}

/** The keys that may stand in the object at `path`; none where any may. */
export function keysAt(path: readonly PropertyKey[]): readonly string[] {
  return Object.keys(schemaAt(path)?.properties ?? {});
}

/** What the value at `path`, or the nearest thing around it, is for. */
export function descriptionAt(path: readonly string[]): string {
  for (let length = path.length; length > 0; length--) {
    const description = schemaAt(path.slice(0, length))?.description;
    if (description !== undefined) return description;
  }
  return "";
}

function schemaAt(path: readonly PropertyKey[]): JsonSchema | undefined {
  let schema: JsonSchema | undefined = wholeSchema();
  for (const segment of path) {
    if (schema === undefined) return undefined;
    schema = part(schema.properties?.[String(segment)]) ?? inner(schema);
  }
  return schema;
}

function wholeSchema(): JsonSchema {
  return fileSchema ??= policyJsonSchema();
}

function keysBelow(schema: JsonSchema, prefix: string): PolicyKey[] {
  return Object.entries(schema.properties ?? {}).flatMap(([name, value]) => {
    const child = part(value);
    if (child === undefined) return [];
    const key = prefix + name;
    if (child.properties !== undefined) return keysBelow(child, `${key}.`);
    const items = inner(child);
    const row = { key, schema: child };
    if (items?.properties === undefined) return [row];
    const suffix = child.type === "array" ? "[]." : ".OS/ARCH.";
    return [row, ...keysBelow(items, key + suffix)];
  });
}

/** The schema of a list's items or of a table's values. */
function inner(schema: JsonSchema): JsonSchema | undefined {
  return part(schema.items) ?? part(schema.additionalProperties);
}

function part(
  schema: boolean | JsonSchema | (boolean | JsonSchema)[] | undefined,
): JsonSchema | undefined {
  return typeof schema === "object" && !Array.isArray(schema)
    ? schema
    : undefined;
}
