/**
 * The names under which a request may bring each field. At every place the
 * earlier name wins; the whole top level wins over `params`.
 */
export const aliases = {
  prompt: ["prompt", "text", "input"],
  mode: ["mode"],
  outputTarget: [
    "output_target",
    "outputTarget",
    "output_path",
    "outputPath",
    "output",
  ],
  primary: [
    "input_image",
    "inputImage",
    "image",
    "input_image_path",
    "inputImagePath",
  ],
  references: [
    "input_images",
    "inputImages",
    "reference_images",
    "referenceImages",
    "reference_image_paths",
    "referenceImagePaths",
  ],
  left: ["left_image_path"],
  back: ["back_image_path"],
  right: ["right_image_path"],
  extra: ["extra_image_paths"],
  size: ["size"],
  quality: ["quality"],
  background: ["background"],
  strength: ["strength"],
} as const satisfies Record<string, readonly string[]>;

/** A field of the request, by the product's own name. */
export type FieldName = keyof typeof aliases;

/** The fields that bring reference images, in the order in which Codex sees them. */
export const referenceFields = [
  "references",
  "left",
  "back",
  "right",
  "extra",
] as const satisfies readonly FieldName[];

/** Names under which an image object holds a path; the earlier one wins. */
export const pathKeys = ["path", "input_image_path"] as const;

/** Names under which an image object holds base64; the earlier one wins. */
export const dataKeys = ["base64", "data", "content"] as const;
