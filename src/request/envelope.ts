import * as z from "zod/mini";
import { Failure } from "../errors/failure.ts";
import { aliases, type FieldName } from "./aliases.ts";

const jsonObject = z.record(z.string(), z.unknown());
const paramsObject = z.nullish(jsonObject);

/** The two places where a request may hold a field. */
export interface Envelope {
  readonly top: Readonly<Record<string, unknown>>;
  readonly params: Readonly<Record<string, unknown>>;
}

/** A value of the request with the name it came under, such as `params.size`. */
export interface Field {
  readonly name: string;
  readonly value: unknown;
}

/**
 * Opens a request.
 *
 * @throws {Failure} `request/invalid_request` when it or its `params` is not a
 * JSON object.
 */
export function openEnvelope(raw: unknown): Envelope {
  const top = jsonObject.safeParse(raw);
  if (!top.success) {
    throw new Failure("request/invalid_request", {
      message: "The request must be a JSON object",
    });
  }
  const params = paramsObject.safeParse(top.data.params);
  if (!params.success) {
    throw new Failure("request/invalid_request", {
      message: '"params" must be a JSON object',
      evidence: { field: "params" },
    });
  }
  return { top: top.data, params: params.data ?? {} };
}

/** Nothing was said: null, or text of spaces only, as forms send it. */
export function isBlank(value: unknown): boolean {
  return value === undefined || value === null ||
    (typeof value === "string" && value.trim() === "");
}

/** The value that counts for a field; undefined when every name of it is blank. */
export function pick(envelope: Envelope, name: FieldName): Field | undefined {
  return candidates(envelope, name).find(({ value }) => !isBlank(value));
}

/** Every value the request brings for a field, the one that wins first. */
export function candidates(
  envelope: Envelope,
  name: FieldName,
): readonly Field[] {
  const places = [["", envelope.top], ["params.", envelope.params]] as const;
  return places.flatMap(([prefix, fields]) =>
    aliases[name].filter((alias) => Object.hasOwn(fields, alias))
      .map((alias) => ({ name: prefix + alias, value: fields[alias] }))
  );
}

/**
 * One warning for each value that lost against another of the same field.
 * The same text twice is nothing to tell; lists and objects are not compared,
 * because they may be nested deeper than any stack.
 */
export function conflictWarnings(
  envelope: Envelope,
  names: readonly FieldName[],
): readonly string[] {
  return names.flatMap((name) => {
    const [winner, ...others] = candidates(envelope, name)
      .filter(({ value }) => !isBlank(value));
    return others
      .filter(({ value }) => value !== winner?.value)
      .map((loser) => `"${loser.name}" was ignored: "${winner?.name}" wins`);
  });
}
