/**
 * What a host lets through of a readiness answer: the rules of the fork's
 * backend and of its window, written anew. A value that breaks a rule is gone.
 */

type Answer = Readonly<Record<string, unknown>>;

const kinds = [
  "show_guidance",
  "show_details",
  "open_external_url",
  "refresh_readiness",
];
/** The kinds that the window draws a button for. */
const drawn = ["open_external_url", "refresh_readiness"];
const labels = [
  "Ready",
  "Setup Codex",
  "Login",
  "Update Codex",
  "Update Extension",
  "Unsupported",
  "Checking failed",
];
const safeties = ["manual", "non_destructive", "confirm"];
const refreshes = ["always", "success", "never"];
const evidenceKeys = [
  "source",
  "runtime_name",
  "runtime_version",
  "platform",
  "auth_state",
  "entitlement_state",
];
const forbidden = [
  ...["token", "secret", "password", "api_key", "api-key", "apikey"],
  ...["authorization", "traceback", "..", "~/", "\\"],
  ...["/home", "/tmp", "/usr", "/var", "/etc", "/opt", "/root", "/users"],
  "/private",
];

/** Would the hosts drop this text? The reason is not looked at by them, but is by us. */
function isClean(text: string, longest = 2_000): boolean {
  const lower = text.toLowerCase();
  return text !== "" && text.length <= longest &&
    !forbidden.some((word) => lower.includes(word));
}

/** The answer as it reaches the user. */
export function sanitized(answer: Answer): Answer {
  return kept({
    ok: typeof answer["ok"] === "boolean" ? answer["ok"] : undefined,
    machine_code: words(answer["machine_code"], 160),
    checked_at: words(answer["checked_at"], 160),
    label_hint: oneOf(answer["label_hint"], labels),
    reason: words(answer["reason"]),
    evidence: evidence(answer["evidence"]),
    details: {},
    actions: actions(answer["actions"]),
  });
}

function evidence(value: unknown): Answer {
  const facts: Answer = Object(value);
  return kept(
    Object.fromEntries(
      evidenceKeys.map((key) => [key, words(facts[key], 160)]),
    ),
  );
}

function actions(value: unknown): readonly Answer[] {
  const list: readonly unknown[] = Array.isArray(value) ? value : [];
  return list.slice(0, 5).map((one) => action(Object(one)))
    .filter(({ id, kind, label, docs_url }) =>
      id !== undefined && label !== undefined &&
      drawn.includes(String(kind)) &&
      (kind !== "open_external_url" || docs_url !== undefined)
    );
}

function action(value: Answer): Answer {
  const url = words(value["docs_url"]);
  return kept({
    id: /^[a-z0-9._:-]{1,80}$/.test(String(value["id"]))
      ? value["id"]
      : undefined,
    kind: oneOf(value["kind"], kinds),
    label: words(value["label"], 80),
    safety: oneOf(value["safety"], safeties),
    docs_url: String(url).startsWith("https://") ? url : undefined,
    refresh_after: oneOf(value["refresh_after"], refreshes),
  });
}

function words(value: unknown, longest?: number): unknown {
  return typeof value === "string" && isClean(value, longest)
    ? value
    : undefined;
}

function oneOf(value: unknown, known: readonly string[]): unknown {
  return known.includes(String(value)) ? value : undefined;
}

function kept(fields: Answer): Answer {
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== undefined),
  );
}
