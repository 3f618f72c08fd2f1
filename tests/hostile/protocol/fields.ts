/** Fields that the product reads, and what comes of wrong values in them. */
import type { Json } from "../../fake_codex/scenario.ts";
import type { Code } from "../../../src/errors/catalogue.ts";
import {
  type Path,
  replaced,
  wrongNames,
  type WrongValue,
  wrongValues,
} from "./wrong_values.ts";

/** As with a good value, or with this machine code. */
export type Ending = "goes on" | Code;

/** One field; the empty path is the whole message. */
export interface Field {
  readonly at: Path;
  /** What comes of a wrong value. */
  readonly ends: Ending;
  /** Values that are not wrong here, or have an ending of their own. */
  readonly but?: Readonly<Partial<Record<WrongValue, Ending>>>;
}

/** A message with one wrong value. */
export interface WrongMessage {
  readonly name: string;
  /** Undefined when the whole is missing. */
  readonly value: Json | undefined;
  readonly ends: Ending;
}

/** An ending for each of several wrong values. */
export function each(
  values: readonly WrongValue[],
  ends: Ending,
): Partial<Record<WrongValue, Ending>> {
  return Object.fromEntries(values.map((value) => [value, ends]));
}

/** Fields whose value decides nothing. */
export function unneeded(...paths: readonly string[]): Field[] {
  return paths.map((path) => ({ at: path.split("."), ends: "goes on" }));
}

/** Every wrong value in every field of a message, one at a time. */
export function wrongMessages(
  name: string,
  value: Json,
  fields: readonly Field[],
): WrongMessage[] {
  return fields.flatMap(({ at, ends, but }) =>
    wrongNames.map((wrong) => ({
      name: `${[name, ...at].join(".")}: ${wrong}`,
      value: replaced(value, at, wrongValues[wrong]),
      ends: but?.[wrong] ?? ends,
    }))
  );
}
