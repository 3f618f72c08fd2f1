/** What hosts print on a button of an extension's card; the words they know. */
export type Label =
  | "Ready"
  | "Setup Codex"
  | "Login"
  | "Update Extension"
  | "Unsupported"
  | "Checking failed";

/** A button. Of the kinds that hosts know these two are drawn. */
export type Action =
  | {
    readonly id: string;
    readonly kind: "open_external_url";
    readonly label: string;
    readonly safety: "manual";
    readonly docs_url: string;
    readonly refresh_after: "never";
  }
  | {
    readonly id: string;
    readonly kind: "refresh_readiness";
    readonly label: string;
    readonly safety: "non_destructive";
    readonly refresh_after: "always";
  };

/** The six facts that hosts pass on. */
export interface ReadinessEvidence {
  /** Where the facts come from. */
  readonly source: string;
  readonly runtime_name: string;
  readonly runtime_version: string;
  /** As the policy writes it, such as `linux/x86_64`. */
  readonly platform: string;
  readonly auth_state: "authenticated" | "not_authenticated" | "unknown";
  readonly entitlement_state: "entitled" | "not_entitled" | "unknown";
}

/** Whether images can be made here, in the words that Modly's hosts understand. */
export interface Readiness {
  readonly ok: boolean;
  /** `ready`, or a code of the catalogue. */
  readonly machine_code: string;
  /** ISO 8601. */
  readonly checked_at: string;
  readonly label_hint: Label;
  /** One sentence, with the next step when there is one. */
  readonly reason: string;
  readonly evidence: ReadinessEvidence;
  /** Always empty: nothing is told that hosts would have to take out. */
  readonly details: Readonly<Record<never, never>>;
  readonly actions: readonly Action[];
}
