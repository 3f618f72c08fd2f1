import { Failure } from "../../errors/failure.ts";
import type { Environment } from "../../system/environment.ts";
import type { HostAsk } from "../host_job.ts";
import { nodeOf } from "../node.ts";
import type { GenerateMessage } from "./host_message.ts";

/** What a runner knows of its host beside the messages. */
export interface Host {
  /** Holds `MODEL_DIR`, `WORKSPACE_DIR` and, from some hosts, `MODEL_ID`. */
  readonly env: Environment;
  /** The node of the command line, for a loader that names it there. */
  readonly node?: string;
}

/**
 * What a `generate` message asks for. The node decides what its image means,
 * because hosts attach a placeholder or whatever is selected to every job.
 *
 * @throws {Failure} `request/invalid_request` when nothing names the node.
 */
export function serveAsk(message: GenerateMessage, host: Host): HostAsk {
  const { env } = host;
  const { params } = message;
  const node = nodeOf(
    message.node,
    host.node,
    env("MODEL_DIR"),
    env("MODEL_ID"),
  );
  if (node === undefined && params["mode"] === undefined) throw nodeless();
  const hasImage = message.image_b64.trim() !== "";
  return {
    node,
    inputs: hasImage && node !== "text-to-image"
      ? { image: { base64: message.image_b64 } }
      : {},
    params,
    workspaceDir: env("WORKSPACE_DIR"),
    outputsDir: message.outputs_dir,
  };
}

function nodeless(): Failure {
  return new Failure("request/invalid_request", {
    message: "The host did not name the node that asked for the image",
    remedy: "Set MODEL_DIR to a path that ends in the node's id",
  });
}
