import { outputCodes } from "./codes/output.ts";
import { policyCodes } from "./codes/policy.ts";
import { preflightCodes } from "./codes/preflight.ts";
import { requestCodes } from "./codes/request.ts";
import { runtimeCodes } from "./codes/runtime.ts";

export type { CatalogueEntry, Retry } from "./codes/entry.ts";

/**
 * Every machine code the product can end with: its exit code, whether trying
 * again is safe, what it means and what to do. `docs/errors.md` is checked
 * against this table, so a code is described here and nowhere else.
 */
export const catalogue = {
  ...policyCodes,
  ...preflightCodes,
  ...requestCodes,
  ...runtimeCodes,
  ...outputCodes,
} as const;

/** A machine code of the catalogue. */
export type Code = keyof typeof catalogue;

/** All machine codes, in the catalogue's order. */
export const codes: readonly Code[] = Object.keys(catalogue).filter(isCode);

/** Is this text a machine code of the catalogue? */
export function isCode(text: string): text is Code {
  return Object.hasOwn(catalogue, text);
}
