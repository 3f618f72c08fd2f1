import type { CatalogueEntry } from "./entry.ts";

/** What can be wrong with a policy file. */
export const policyCodes = {
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
} as const satisfies Record<string, CatalogueEntry>;
