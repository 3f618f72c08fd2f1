import type { CatalogueEntry } from "./entry.ts";

/** What can be wrong with a request or a command line. */
export const requestCodes = {
  "request/usage": {
    exit: 2,
    retry: "safe",
    message: "The command line is not valid",
    remedy: "See: modly-codex-image --help",
  },
  "request/unreadable": {
    exit: 2,
    retry: "safe",
    message: "The request file cannot be read",
    remedy: "Check that the file exists and that you may read it",
  },
  "request/invalid_json": {
    exit: 2,
    retry: "safe",
    message: "The request is not JSON",
    remedy: "Mend the request at the line and column named",
  },
  "request/invalid_request": {
    exit: 2,
    retry: "safe",
    message: "The request has a field of the wrong type or value",
    remedy: "Mend the field named; docs/request.md lists them all",
  },
  "request/invalid_prompt": {
    exit: 2,
    retry: "safe",
    message: "The prompt is missing or cannot be used",
    remedy: 'Give a prompt in words: --prompt "a red bicycle"',
  },
  "request/missing_input_image": {
    exit: 2,
    retry: "safe",
    message: "Image-to-image needs an input image and none was given",
    remedy: "Give one with --image PATH, or ask for text-to-image",
  },
  "request/invalid_input_image": {
    exit: 2,
    retry: "safe",
    message: "An input image cannot be used",
    remedy:
      "Give a whole PNG, JPEG or WebP file within the limits of: modly-codex-image policy explain limits",
  },
  "request/too_many_images": {
    exit: 2,
    retry: "safe",
    message: "The request brings more images than one job can take",
    remedy:
      "Leave some out: one primary image and its references together may be 5 at most",
  },
  "request/invalid_output_target": {
    exit: 2,
    retry: "safe",
    message: "The output target is not a path in words",
    remedy: "Give a path below the workspace, such as codex/picture.png",
  },
} as const satisfies Record<string, CatalogueEntry>;
