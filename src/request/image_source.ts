import * as z from "zod/mini";
import { dataKeys, pathKeys } from "./aliases.ts";
import { isImageBase64 } from "./base64.ts";
import { type Field, isBlank } from "./envelope.ts";
import { imageFault } from "./image_fault.ts";
import type { ImageRole, ImageSource } from "./request.ts";

/** Longest path that is tried, in characters: Linux's PATH_MAX. */
const PATH_CHARACTERS = 4_096;

const imageObject = z.record(z.string(), z.unknown());

/**
 * Tells what one image item of the request is: a path, base64, a data URI, or
 * an object that holds one of them. Media types are not looked at: the bytes
 * decide.
 *
 * @throws {Failure} `request/invalid_input_image` when it is none of them.
 */
export function readImageSource(item: Field, role: ImageRole): ImageSource {
  const { name: field, value } = item;
  if (typeof value === "string") {
    return isDataUri(value) || isImageBase64(value)
      ? embedded(value, field, role)
      : fromPath(value, field, role);
  }
  const object = imageObject.safeParse(value);
  if (!object.success) {
    throw imageFault(field, "must be a path, base64 or an object");
  }
  const path = textUnder(object.data, pathKeys, field);
  if (path !== undefined) return fromPath(path, field, role);
  const data = textUnder(object.data, dataKeys, field);
  if (data !== undefined) return embedded(data, field, role);
  throw imageFault(
    field,
    `holds neither ${pathKeys[0]} nor ${dataKeys[0]}`,
  );
}

/** The first of `keys` that is not blank. */
function textUnder(
  object: Readonly<Record<string, unknown>>,
  keys: readonly string[],
  field: string,
): string | undefined {
  const key = keys.find((key) =>
    Object.hasOwn(object, key) && !isBlank(object[key])
  );
  if (key === undefined) return undefined;
  const value = object[key];
  if (typeof value === "string") return value;
  throw imageFault(field, `has a ${key} that is not text`);
}

function fromPath(path: string, field: string, role: ImageRole): ImageSource {
  if (path.includes("\0")) {
    throw imageFault(field, "has a path with a NUL character");
  }
  if (/^[a-z][a-z0-9+.-]+:\/\//i.test(path)) {
    throw imageFault(field, "is an address; give a local file");
  }
  if (path.length > PATH_CHARACTERS) {
    throw imageFault(
      field,
      "is too long for a path and is not a PNG, JPEG or WebP in base64",
    );
  }
  return { kind: "path", path, field, role };
}

/** RFC 2397: `data:[type][;parameters][;base64],data`. */
function isDataUri(text: string): boolean {
  return /^\s*data:/i.test(text);
}

function embedded(text: string, field: string, role: ImageRole): ImageSource {
  if (!isDataUri(text)) return { kind: "embedded", base64: text, field, role };
  const comma = text.indexOf(",");
  if (comma < 0 || !/;\s*base64\s*$/i.test(text.slice(0, comma))) {
    throw imageFault(field, "is a data URI without base64");
  }
  return { kind: "embedded", base64: text.slice(comma + 1), field, role };
}
