/**
 * Every machine code the product can end with: its exit code, whether trying
 * again is safe, what it means and what to do. `docs/errors.md` is checked
 * against this table, so a code is described here and nowhere else.
 */

/** May the same job be started again? `after`: yes, once something has passed. */
export type Retry = "safe" | "unsafe" | "after";

/** What the catalogue holds for one machine code. */
export interface CatalogueEntry {
  /** Process exit code, see `docs/errors.md`. */
  readonly exit: 1 | 2 | 3 | 4 | 5 | 6 | 7 | 130;
  readonly retry: Retry;
  /** One plain sentence, shown when the failure brings no message of its own. */
  readonly message: string;
  /** The next step, with the command to run where there is one. */
  readonly remedy: string;
}

export const catalogue = {
  "policy/invalid": {
    exit: 3,
    retry: "safe",
    message: "The policy file is not valid",
    remedy:
      "Mend the file at the place named, then run: modly-codex-image policy check FILE",
  },
  "policy/unreadable": {
    exit: 3,
    retry: "safe",
    message: "The policy file cannot be read",
    remedy: "Check that the file exists and that you may read it",
  },

  "preflight/codex_missing": {
    exit: 3,
    retry: "safe",
    message: "The Codex CLI was not found on this computer",
    remedy:
      "Install it with: npm install -g @openai/codex — or set CODEX_BIN to its full path",
  },
  "preflight/unsupported_platform": {
    exit: 3,
    retry: "safe",
    message: "This computer's platform is not enabled by the policy",
    remedy:
      "See the platforms that are: modly-codex-image policy explain platforms",
  },
  "preflight/unsupported_version": {
    exit: 3,
    retry: "safe",
    message: "The installed Codex CLI's version is not one the policy allows",
    remedy: "See what is allowed: modly-codex-image policy explain codex",
  },
  "preflight/not_authenticated": {
    exit: 3,
    retry: "safe",
    message: "Codex is not logged in",
    remedy: "Log in with your ChatGPT account: codex login",
  },
  "preflight/no_entitlement": {
    exit: 3,
    retry: "safe",
    message: "The account that Codex is logged in with cannot make images",
    remedy:
      "Log in with a ChatGPT account on a paid plan: codex logout, then codex login (https://chatgpt.com/pricing)",
  },
  "preflight/start_failed": {
    exit: 3,
    retry: "safe",
    message: "Codex was found but could not be started",
    remedy:
      "Run: codex --version — and reinstall Codex if that fails: npm install -g @openai/codex",
  },
  "preflight/handshake_timeout": {
    exit: 3,
    retry: "safe",
    message: "Codex was started but did not answer in time",
    remedy: "Run: codex --version — and try again once it answers quickly",
  },
  "preflight/temp_unusable": {
    exit: 3,
    retry: "safe",
    message: "The temporary folder cannot be written to",
    remedy:
      "Set TMPDIR (TEMP on Windows) to a folder that you may write to, with some free space",
  },
  "preflight/account_unknown": {
    exit: 3,
    retry: "safe",
    message:
      "Codex could not ask which account is logged in, often because the network is down",
    remedy: "Check the network connection; images can still be tried",
  },

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
      "Look at your usage before you try again: https://chatgpt.com/codex/settings/usage",
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
    remedy: "Look for the image in Codex's own generated_images folder",
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
  "output/invalid_image": {
    exit: 6,
    retry: "unsafe",
    message: "What Codex sent is not a whole PNG, JPEG or WebP image",
    remedy:
      "Try again; if it happens twice, report it with the output of: modly-codex-image doctor --json",
  },
  "output/persist_failed": {
    exit: 7,
    retry: "unsafe",
    message: "The image was made but could not be put at the output target",
    remedy: "Take the image from the path given, where it is kept",
  },
} as const satisfies Record<string, CatalogueEntry>;

/** A machine code of the catalogue. */
export type Code = keyof typeof catalogue;

/** All machine codes, in the catalogue's order. */
export const codes: readonly Code[] = Object.keys(catalogue).filter(isCode);

/** Is this text a machine code of the catalogue? */
export function isCode(text: string): text is Code {
  return Object.hasOwn(catalogue, text);
}
