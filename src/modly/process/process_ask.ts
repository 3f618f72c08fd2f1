import { isBlank } from "../../request/envelope.ts";
import type { HostAsk } from "../host_job.ts";
import { nodeOf } from "../node.ts";
import type { ProcessMessage } from "./process_message.ts";

/** Modly's own collection for what workflows make. */
const COLLECTION = "Workflows";

/** The port whose image is the primary one, as in the manifest of the model. */
const PRIMARY_PORT = "front";

/**
 * What one run of the process extension asks for. The node decides the mode
 * where the host names one of ours, else what is connected does.
 *
 * @param workspaceDir Stands in when the message names no workspace.
 */
export function processAsk(
  message: ProcessMessage,
  workspaceDir: string | undefined,
): HostAsk {
  const { input, params } = message;
  const prompt = promptOf(input);
  const [primary, ...references] = imagesOf(input);
  const workspace = message.workspaceDir || workspaceDir;
  return {
    node: nodeOf(message.nodeId, input.nodeId),
    inputs: {
      ...(prompt === "" ? {} : { prompt }),
      ...(primary === undefined ? {} : { image: { path: primary } }),
      ...(references.length === 0 ? {} : {
        reference_images: references.map((path) => ({ path })),
      }),
    },
    params,
    workspaceDir: workspace,
    outputsDir: workspace && `${workspace}/${COLLECTION}`,
  };
}

function promptOf(input: ProcessMessage["input"]): string {
  const single = input.texts.length > 0 ? input.texts : [input.text];
  const ports = Object.values(input.inputs).map(({ text }) => text);
  return [...single, ...ports].filter((text) => !isBlank(text)).join("\n");
}

function imagesOf(input: ProcessMessage["input"]): readonly string[] {
  const ports = Object.entries(input.inputs);
  const first = ports.filter(([name]) => name === PRIMARY_PORT);
  const rest = ports.filter(([name]) => name !== PRIMARY_PORT);
  return [input, ...[...first, ...rest].map(([, port]) => port)]
    .flatMap(({ filePath }) => isBlank(filePath) ? [] : filePath ?? []);
}
