import { Failure } from "../errors/failure.ts";
import { nearest } from "../errors/nearest.ts";
import { descriptionAt } from "./keys.ts";
import type { LoadedPolicy, Origin, Setting } from "./loaded.ts";

/** One policy value with its story, as `policy explain --json` shows it. */
export interface ExplainedSetting extends Setting {
  readonly description: string;
}

/**
 * The settings that `key` names: one value, a group such as `codex`, or all of
 * them without a key.
 *
 * @throws {Failure} `request/usage` for a key that does not exist, with the
 * nearest one that does.
 */
export function explainedSettings(
  { settings }: LoadedPolicy,
  key?: string,
): readonly ExplainedSetting[] {
  const named = settings.filter((setting) =>
    key === undefined || setting.key === key ||
    setting.key.startsWith(`${key}.`)
  );
  if (named.length === 0) throw unknownKey(settings, key ?? "");
  return named.map((setting) => ({
    ...setting,
    description: descriptionAt(setting.key.split(".")),
  }));
}

/**
 * The same for people, line by line: value, meaning, the place that set it,
 * and every layer it beat, strongest first.
 *
 * @throws {Failure} as {@linkcode explainedSettings}.
 */
export function explainPolicy(
  loaded: LoadedPolicy,
  key?: string,
): readonly string[] {
  return explainedSettings(loaded, key).flatMap((setting) => [
    `${setting.key} = ${valueText(setting.value)}`,
    `  ${setting.description}`,
    `  set by ${originText(setting.origin)}`,
    ...setting.beaten.map(({ value, origin }) =>
      `  instead of ${valueText(value)} by ${originText(origin)}`
    ),
  ]);
}

/** A place in words: "the user's file ~/.config/x/policy.json:3:5". */
export function originText({ layer, source, line, column }: Origin): string {
  switch (layer) {
    case "built-in":
      return "the built-in policy";
    case "environment":
      return `the environment variable ${source}`;
    case "flags":
      return `the flag ${source}`;
    case "installation":
    case "user":
      return `the ${layer}'s file ${source}:${line}:${column}`;
    case "file":
      return `the named file ${source}:${line}:${column}`;
  }
}

/** JSON on one line; a list of objects takes a line for each. */
function valueText(value: unknown): string {
  return Array.isArray(value) && typeof value[0] === "object"
    ? `[\n${
      value.map((item) => `    ${JSON.stringify(item)}`).join(",\n")
    }\n  ]`
    : JSON.stringify(value);
}

function unknownKey(settings: readonly Setting[], key: string): Failure {
  const keys = settings.map((setting) => setting.key);
  const groups = keys.map((known) => known.split(".")[0] ?? known);
  const named = new Map(
    keys.map((known) => [known.split(".").at(-1) ?? known, known]),
  );
  const name = nearest(key, named.keys());
  const meant = nearest(key, [...keys, ...groups]) ??
    (name === undefined ? undefined : named.get(name));
  return new Failure("request/usage", {
    message: `The policy has no key ${JSON.stringify(key)}${
      meant === undefined ? "" : `; did you mean ${meant}?`
    }`,
    remedy: "See them all: modly-codex-image policy explain",
    evidence: { key, ...(meant === undefined ? {} : { nearest: meant }) },
  });
}
