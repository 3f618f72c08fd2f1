import type { CatalogueEntry } from "./entry.ts";

/** What can go wrong with the place or the image itself. */
export const outputCodes = {
  "output/invalid_target": {
    exit: 2,
    retry: "safe",
    message: "The output target is not a safe place below the workspace",
    remedy:
      "Give a relative path below the workspace, such as codex/picture.png",
  },
  "output/unsupported_extension": {
    exit: 2,
    retry: "safe",
    message: "The output target's extension is not one for an image",
    remedy: "End the file name in .png, .jpg, .jpeg or .webp",
  },
  "output/workspace_unusable": {
    exit: 2,
    retry: "safe",
    message: "The workspace is not a folder that can be written to",
    remedy: "Give an existing folder with --workspace DIR",
  },
  "output/already_exists": {
    exit: 2,
    retry: "safe",
    message: "There is already a file at the output target",
    remedy: "Choose another name, or pass --overwrite to replace it",
  },
  "output/unknown_image": {
    exit: 2,
    retry: "safe",
    message: "No image that waits to be published has this id",
    remedy: "See which there are: modly-codex-image recover",
  },
  "output/invalid_image": {
    exit: 6,
    retry: "unsafe",
    message: "What Codex sent is not a whole PNG, JPEG or WebP image",
    remedy:
      "Try again; if it happens twice, report it with the output of: modly-codex-image doctor --json",
  },
  "output/over_limit": {
    exit: 7,
    retry: "unsafe",
    message: "The image was made but is larger than the policy allows",
    remedy:
      "Take the image from the path given, or raise the limit: modly-codex-image policy explain limits",
  },
  "output/stdout_failed": {
    exit: 7,
    retry: "unsafe",
    message:
      "The image was made and published, but its path could not be written to stdout",
    remedy: "Take the image from the path given",
  },
  "output/persist_failed": {
    exit: 7,
    retry: "unsafe",
    message: "The image was made but could not be put at the output target",
    remedy: "Take the image from the path given, where it is kept",
  },
} as const satisfies Record<string, CatalogueEntry>;
