/**
 * Variables that would make Codex use an API key, another endpoint or another
 * login than the user's own `codex login`.
 */
const withheld: ReadonlySet<string> = new Set([
  "OPENAI_API_KEY",
  "CODEX_API_KEY",
  "OPENAI_BASE_URL",
  "CODEX_ACCESS_TOKEN",
]);

/**
 * Codex logs errors and nothing else: what a failed image tool said is found
 * nowhere but there, and the user's own setting could be `off`.
 */
const LOGGING = { RUST_LOG: "error" } as const;

/** The platform's rules for environment variables. */
export interface EnvironmentRules {
  readonly pathSeparator: ":" | ";";
  /** On Windows names differ by case only in writing. */
  readonly ignoreCase: boolean;
}

/**
 * The environment Codex is started with: the user's own without the
 * {@linkcode withheld} variables, and with {@linkcode LOGGING}.
 * `programFolder` goes to the end of PATH, so that npm's wrapper finds the node
 * beside it when a desktop app's PATH is short.
 */
export function codexEnvironment(
  own: Readonly<Record<string, string>>,
  programFolder: string,
  rules: EnvironmentRules,
): Record<string, string> {
  const normal = (name: string) => rules.ignoreCase ? name.toUpperCase() : name;
  const kept = Object.entries(own).filter(([name]) =>
    !withheld.has(normal(name)) && !Object.hasOwn(LOGGING, normal(name))
  );
  const environment: Record<string, string> = {
    ...Object.fromEntries(kept),
    ...LOGGING,
  };
  const pathName = kept.find(([name]) => normal(name) === "PATH")?.[0] ??
    "PATH";
  const path = environment[pathName];
  environment[pathName] = path
    ? `${path}${rules.pathSeparator}${programFolder}`
    : programFolder;
  return environment;
}
