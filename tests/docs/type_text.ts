import type { JsonSchema } from "../../src/policy/json_schema.ts";

/** What a value has to be, in plain words: "whole number, 1 to 5". */
export function typeText(schema: JsonSchema): string {
  if (schema.enum !== undefined) {
    return schema.enum.map((value) => JSON.stringify(value)).join(" or ");
  }
  if (schema.anyOf !== undefined) {
    return schema.anyOf.map(typeText).join(" or ");
  }
  switch (schema.type) {
    case "integer":
      return `whole number${bounds(schema)}`;
    case "number":
      return `number${bounds(schema)}`;
    case "boolean":
      return "true or false";
    case "array":
      return isTextList(schema) ? "list of strings" : "list of objects";
    case "object":
      return "object";
    case "null":
      return "null";
    default:
      return "string";
  }
}

function bounds(schema: JsonSchema): string {
  const { minimum, maximum, exclusiveMinimum } = schema;
  if (exclusiveMinimum !== undefined) {
    return `, above ${exclusiveMinimum}, at most ${maximum}`;
  }
  return `, ${minimum} to ${maximum}`;
}

function isTextList({ items }: JsonSchema): boolean {
  return typeof items === "object" && !Array.isArray(items) &&
    items.type === "string";
}
