import type { TypedFlagParameter } from "@stricli/core";
import type { CliContext } from "./context.ts";
import { parsePath, parseText } from "./flag_values.ts";

/** A flag that may be left out. */
export type Optional<T> = TypedFlagParameter<T | undefined, CliContext>;

/** A flag with any text; `suggestions` are offered by the shell. */
export function textFlag(
  placeholder: string,
  brief: string,
  suggestions: readonly string[] = [],
): Optional<string> {
  return {
    kind: "parsed",
    parse: parseText,
    optional: true,
    placeholder,
    brief,
    proposeCompletions: () => suggestions,
  };
}

/** A flag with a path that must not be empty. */
export function pathFlag(
  placeholder: string,
  brief: string,
): Optional<string> {
  return {
    kind: "parsed",
    parse: parsePath,
    optional: true,
    placeholder,
    brief,
  };
}

/** A flag with a number, read by `parse`. */
export function numberFlag(
  placeholder: string,
  brief: string,
  parse: (input: string) => number,
): Optional<number> {
  return { kind: "parsed", parse, optional: true, placeholder, brief };
}

/** A flag that is given or not. */
export function switchFlag(brief: string): Optional<boolean> {
  return { kind: "boolean", optional: true, withNegated: false, brief };
}

/** `--json`, the same on every command. */
export const jsonFlag: Optional<boolean> = switchFlag(
  "Print one JSON document, on failure too",
);

/** `--policy`, the same on every command. */
export const policyFlag: Optional<string> = pathFlag(
  "FILE",
  "Use this policy file on top of the others",
);

/** `--workspace`, the same on every command. */
export const workspaceFlag: Optional<string> = pathFlag(
  "DIR",
  "Folder to publish in; if not given, MODLY_WORKSPACE_ROOT, else the current one",
);
