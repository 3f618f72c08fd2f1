/** What each Modly host wants of a manifest, as rules without a host. */
import * as z from "zod";

/** A host that loads extensions. */
export interface ManifestHost {
  readonly name: string;
  /** What a node may take and give; anything else breaks the node or the install. */
  readonly ports: readonly string[];
  /** Kinds of parameters that the host draws a control for. */
  readonly controls: readonly string[];
  /** Reads the names of a node's images from `input_contract`. */
  readonly namesImages: boolean;
}

const upstreamPorts = ["image", "text", "mesh"];
const forkPorts = [...upstreamPorts, "scene", "audio", "video"];
const controls = ["select", "int", "float", "string"];
const forkControls = [...controls, "boolean"];

/** Every host that the product is made for, oldest first. */
export const hosts: readonly ManifestHost[] = [
  {
    name: "upstream v0.3.6",
    ports: upstreamPorts,
    controls,
    namesImages: false,
  },
  {
    name: "later upstream",
    ports: [...upstreamPorts, "audio"],
    controls,
    namesImages: false,
  },
  {
    name: "fork, first era",
    ports: forkPorts,
    controls: forkControls,
    namesImages: true,
  },
  {
    name: "fork, second era",
    ports: forkPorts,
    controls: forkControls,
    namesImages: false,
  },
  {
    name: "fork, third era",
    ports: [...forkPorts, "capture"],
    controls: forkControls,
    namesImages: true,
  },
];

/** The ports to which the fork connects the images of one node, in order. */
const IMAGE_PORTS = ["front", "left", "back", "right"];

const option = z.object({ value: z.string(), label: z.string() });

/** What is wrong with the manifest for that host; empty when nothing is. */
export function faults(manifest: unknown, host: ManifestHost): string[] {
  const { error } = manifestOf(host).safeParse(manifest);
  return (error?.issues ?? []).map(({ path, message }) =>
    `${path.join(".")}: ${message}`
  );
}

function manifestOf(host: ManifestHost) {
  const common = {
    id: z.string().regex(/^[a-z0-9][a-z0-9._-]*$/),
    name: z.string().min(1),
    version: z.string(),
    nodes: z.array(nodeOf(host)).min(1),
  };
  return z.discriminatedUnion("type", [
    z.looseObject({
      ...common,
      type: z.literal("model"),
      generator_class: z.string().min(1),
    }),
    z.looseObject({
      ...common,
      type: z.literal("process"),
      entry: z.string().regex(/\.js$/),
    }),
  ]);
}

function nodeOf({ ports, controls, namesImages }: ManifestHost) {
  const port = z.enum(ports);
  return z.looseObject({
    id: z.string().regex(/^[a-z0-9][a-z0-9-]*$/),
    name: z.string(),
    input: port,
    output: port,
    // Text, because upstream draws each of them as it is.
    inputs: z.array(port).optional(),
    input_labels: z.array(z.string()).optional(),
    input_contract: contract.optional(),
    params_schema: z.array(parameterOf(controls)),
    // The hosts that know it do not agree on what it asks for.
    io_contract: z.undefined().optional(),
  }).refine(
    ({ inputs, input_labels }) =>
      input_labels === undefined || input_labels.length === inputs?.length,
    "each input needs its label",
  ).refine(
    ({ inputs, input_contract }) =>
      !namesImages || inputs === undefined || !inputs.every((one) =>
        one === "image"
      ) ||
      input_contract?.length === inputs.length,
    "each image needs its name",
  );
}

const contract = z.array(z.object({
  name: z.enum(IMAGE_PORTS),
  label: z.string(),
  type: z.literal("image"),
  required: z.boolean(),
})).refine(
  (list) => new Set(list.map(({ name }) => name)).size === list.length,
  "a name stands twice",
)
  .refine(
    ([first]) => first?.name === "front" && first.required,
    "the first image is front and required",
  );

function parameterOf(controls: readonly string[]) {
  return z.looseObject({
    id: z.string().regex(/^[a-z][a-z0-9_]*$/)
      // Upstream would draw a text box for what the fork fills in.
      .refine(
        (id) => !/_(?:image_)?paths?$/.test(id),
        "a path is no parameter",
      ),
    label: z.string(),
    type: z.enum(controls),
    default: z.union([z.string(), z.number(), z.boolean()]),
    options: z.array(option).min(1).optional(),
  }).refine(isOfItsType, "the default is not of the type");
}

/** The strict hosts refuse a value of another JSON type, and so its default. */
function isOfItsType(
  { type, default: value, options = [] }: {
    type: string;
    default: unknown;
    options?: readonly { value: string }[] | undefined;
  },
): boolean {
  switch (type) {
    case "select":
      return options.some((one) => one.value === value);
    case "int":
      return Number.isInteger(value);
    case "float":
      return typeof value === "number";
    case "boolean":
      return typeof value === "boolean";
    default:
      return typeof value === "string";
  }
}
