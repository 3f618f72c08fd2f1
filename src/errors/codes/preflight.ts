import type { CatalogueEntry } from "./entry.ts";

/** What a job needs before Codex is asked for an image. */
export const preflightCodes = {
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
    remedy:
      "Check the network and the proxy, run: codex --version — and try again once it answers quickly",
  },
  "preflight/temp_unusable": {
    exit: 3,
    retry: "safe",
    message: "The temporary folder cannot be written to",
    remedy:
      "Set TMPDIR (TEMP on Windows) to a folder that you may write to, with some free space",
  },
  "preflight/time_limit": {
    exit: 3,
    retry: "safe",
    message: "The job's time limit passed before Codex was asked for the image",
    remedy: "Give the job more time with --timeout SECONDS",
  },
  "preflight/account_unknown": {
    exit: 3,
    retry: "safe",
    message:
      "Codex could not ask which account is logged in, often because the network is down",
    remedy: "Check the network connection; images can still be tried",
  },
} as const satisfies Record<string, CatalogueEntry>;
