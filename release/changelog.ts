import { Refusal } from "./refusal.ts";

/** What the changelog says of one version. */
export interface ChangelogEntry {
  readonly version: string;
  /** `2026-11-22`; none while it is not released. */
  readonly date?: string;
  /** Everything below the heading, without blank lines around it. */
  readonly text: string;
}

/**
 * The first entry of a changelog whose headings are `## 0.1.0 - 2026-11-22` or
 * `## 0.1.0 - unreleased`. Throws a {@linkcode Refusal} when there is none.
 */
export function topEntry(changelog: string): ChangelogEntry {
  const [, first = ""] = changelog.split(/^## /m);
  const [, version, date, text = ""] =
    /^(\S+) - (\d{4}-\d{2}-\d{2}|unreleased)[ \t]*\r?\n([\s\S]*)$/.exec(
      first,
    ) ??
      [];
  if (version === undefined || date === undefined) {
    throw new Refusal(
      "CHANGELOG.md does not begin with an entry like: ## 0.1.0 - 2026-11-22",
    );
  }
  const entry = { version, text: text.trim() };
  return date === "unreleased" ? entry : { ...entry, date };
}
