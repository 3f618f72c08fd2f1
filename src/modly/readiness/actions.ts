import type { Code } from "../../errors/catalogue.ts";
import type { Action } from "./readiness.ts";

/**
 * The buttons of an answer: ids, labels, order and whether they ask again are
 * those of the Python extension (its public repository, version 0.1.3), the
 * addresses are today's.
 */

const refresh: Action = {
  id: "codex.refresh_readiness",
  kind: "refresh_readiness",
  label: "Refresh",
  safety: "non_destructive",
  refresh_after: "always",
};

const setup = page(
  "codex.setup.docs",
  "Open Codex setup docs",
  "https://developers.openai.com/codex/cli",
);
const login = page(
  "codex.login.docs",
  "Open Codex auth docs",
  "https://developers.openai.com/codex/auth",
);
const access = page(
  "codex.access.docs",
  "Open Codex access docs",
  "https://developers.openai.com/codex/pricing",
);
const changelog = page(
  "extension.compatibility.docs",
  "Open extension changelog",
  "https://github.com/DrHepa/modly-Codex-image-extension/blob/main/CHANGELOG.md",
);

const pages: Partial<Record<Code, Action>> = {
  "preflight/codex_missing": setup,
  "preflight/start_failed": setup,
  "preflight/not_authenticated": login,
  "preflight/no_entitlement": access,
  "preflight/unsupported_version": changelog,
};

/**
 * What a user can press, asking again last. On a platform that is refused
 * nothing that can be pressed would help.
 */
export function actionsFor(code: Code | undefined): readonly Action[] {
  if (code === "preflight/unsupported_platform") return [];
  const action = code === undefined ? undefined : pages[code];
  return action === undefined ? [refresh] : [action, refresh];
}

function page(id: string, label: string, url: string): Action {
  return {
    id,
    kind: "open_external_url",
    label,
    safety: "manual",
    docs_url: url,
    refresh_after: "never",
  };
}
