import type { Base, BaseKind } from "./base.ts";
import { npmBase } from "./npm_base.ts";
import { Refusal } from "./refusal.ts";
import type { Target } from "./targets.ts";

/**
 * The base that `wanted` names: `official` (Deno fetches its own), `npm` (for
 * checks only), or a file. Throws a {@linkcode Refusal} when it cannot serve
 * all of `targets`.
 */
export async function chooseBase(
  wanted: string,
  targets: readonly Target[],
  cache: string,
): Promise<Base> {
  switch (wanted) {
    case "official":
      return thisDeno("official");
    case "npm":
      return await npmBase(targets, cache);
    default:
      return await fileBase(wanted, targets);
  }
}

/** Deno asks for the runtime of its own version, or is given it. */
function thisDeno(kind: BaseKind, env: Base["env"] = {}): Base {
  const { deno } = Deno.version;
  return { kind, deno, command: [Deno.execPath()], env };
}

async function fileBase(
  path: string,
  targets: readonly Target[],
): Promise<Base> {
  if (targets.length > 1) {
    throw new Refusal("One base file serves one target: name it by --target");
  }
  const file = await Deno.realPath(path).catch((error) => {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
    throw new Refusal(
      `There is no base ${path}: give official, npm, or the path of a denort`,
    );
  });
  return thisDeno("file", { DENORT_BIN: file });
}
