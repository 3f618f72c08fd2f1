import { parseTarget } from "../output/target.ts";
import { aliases } from "../request/aliases.ts";
import { openEnvelope } from "../request/envelope.ts";
import { readOutputTarget } from "../request/output_target.ts";
import type { Mode } from "../request/request.ts";
import type { Params } from "./parameters.ts";

/** A relative path with `/`, and the parameters that are left without it. */
export interface OutputFile {
  readonly file: string;
  readonly params: Params;
}

/**
 * The file an image gets in the host's collection: a fresh one, or the one
 * that a caller names in the parameters, which stays below the collection.
 *
 * @param id Makes the name unique: letters, digits and hyphens.
 * @throws {Failure} `request/invalid_output_target`, `output/invalid_target`,
 * `output/unsupported_extension`
 */
export function outputFile(
  params: Params,
  node: Mode | undefined,
  id: string,
): OutputFile {
  const own = `${node ?? "image"}-${id}.png`;
  const asked = readOutputTarget(openEnvelope({ params }));
  if (asked === undefined) return { file: own, params };
  const target = parseTarget(asked);
  const name = target.kind === "file" ? target.name : own;
  const names: readonly string[] = aliases.outputTarget;
  const rest = Object.entries(params).filter(([key]) => !names.includes(key));
  return {
    file: [...target.folders, name].join("/"),
    params: Object.fromEntries(rest),
  };
}
