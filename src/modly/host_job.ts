import type { Job } from "../generate/job.ts";
import type { Mode } from "../request/request.ts";
import { outputFile } from "./output_file.ts";
import { type Params, withDefaults } from "./parameters.ts";
import { type HostFolders, hostPlace } from "./place.ts";

/** One image asked for by a host, whichever protocol it speaks. */
export interface HostAsk extends HostFolders {
  /** The node that asked; it decides the mode. */
  readonly node: Mode | undefined;
  /** Fields of the request that the host's inputs make: prompt and images. */
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly params: Params;
}

/**
 * The main job that a host's question means. What was connected to the node
 * wins over what was typed into it.
 *
 * @param id Makes the image's name unique: letters, digits and hyphens.
 * @throws {Failure} `output/...`, `request/invalid_output_target`
 */
export function hostJob(ask: HostAsk, id: string): Job {
  const { node, inputs } = ask;
  const { file, params } = outputFile(ask.params, node, id);
  const { workspace, target } = hostPlace(ask, file);
  return {
    request: {
      ...inputs,
      output_target: target,
      params: withDefaults(params, node),
    },
    ...(node === undefined ? {} : { node }),
    workspace,
    overwrite: false,
  };
}
