import type { CatalogueEntry } from "./entry.ts";

/** What can go wrong while Codex is asked for an image. */
export const runtimeCodes = {
  "runtime/call_failed": {
    exit: 4,
    retry: "unsafe",
    message: "Codex reported an error and made no image",
    remedy: "Read the reason given; try again once it is mended",
  },
  "runtime/usage_limit": {
    exit: 4,
    retry: "after",
    message: "The account's usage limit is reached",
    remedy:
      "Wait until the limit resets, or raise it at https://chatgpt.com/codex/settings/usage",
  },
  "runtime/rate_limited": {
    exit: 4,
    retry: "after",
    message:
      "The service is refusing requests for now because there were too many",
    remedy: "Wait a few minutes, then try again",
  },
  "runtime/unauthorized": {
    exit: 4,
    retry: "safe",
    message: "The service no longer accepts Codex's login",
    remedy: "Log in again: codex logout, then codex login",
  },
  "runtime/overloaded": {
    exit: 4,
    retry: "after",
    message: "The service is overloaded",
    remedy: "Wait a few minutes, then try again",
  },
  "runtime/rejected": {
    exit: 4,
    retry: "unsafe",
    message: "The service declined to make this image",
    remedy: "Change the prompt or the input images, then try again",
  },
  "runtime/no_output": {
    exit: 6,
    retry: "unsafe",
    message: "Codex finished without making an image",
    remedy:
      "Read Codex's answer in the evidence; ask for one picture in plain words",
  },
  "runtime/multi_output_not_supported": {
    exit: 7,
    retry: "unsafe",
    message:
      "Codex made more than one image; none was published and all are kept",
    remedy:
      'Take the one you want from the paths listed, or set output.extraImages to "first" in the policy',
  },
  "runtime/outcome_unknown": {
    exit: 5,
    retry: "unsafe",
    message:
      "The job ended before its result was known; it may have been charged",
    remedy:
      "Before you try again, look for the image with: modly-codex-image recover — and at your usage: https://chatgpt.com/codex/settings/usage",
  },
  "runtime/protocol_error": {
    exit: 5,
    retry: "unsafe",
    message: "Codex sent messages that are not its protocol",
    remedy:
      "Check that the program found is the genuine Codex CLI: modly-codex-image doctor",
  },
  "runtime/protocol_overflow": {
    exit: 5,
    retry: "unsafe",
    message: "Codex sent a message larger than the product accepts",
    remedy: "Look for the image with: modly-codex-image recover",
  },
  "runtime/cancelled": {
    exit: 130,
    retry: "safe",
    message: "The job was cancelled",
    remedy: "Start it again when you want the image",
  },
  "runtime/internal_error": {
    exit: 1,
    retry: "unsafe",
    message: "The product failed in a way it should not",
    remedy: "Report it with the output of: modly-codex-image doctor --json",
  },
} as const satisfies Record<string, CatalogueEntry>;
