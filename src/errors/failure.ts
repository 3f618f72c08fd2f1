import { catalogue, type Code, type Retry } from "./catalogue.ts";

/** A fact shown with a failure: small, already safe to print. */
export type EvidenceValue =
  | string
  | number
  | boolean
  | null
  | readonly EvidenceValue[]
  | { readonly [key: string]: EvidenceValue };

/** The facts that led to a failure, by name. */
export type Evidence = Readonly<Record<string, EvidenceValue>>;

/** What a {@linkcode Failure} may say beyond its code; the catalogue fills the rest. */
export interface FailureDetails {
  readonly message?: string;
  readonly remedy?: string;
  readonly retry?: Retry;
  /** ISO 8601 time after which trying again makes sense. */
  readonly retryAfter?: string;
  readonly evidence?: Evidence;
  readonly cause?: unknown;
}

/**
 * The one error class of the product: a machine code with a message in plain
 * words, the next step, and the facts behind it. Anything else that is thrown
 * is a bug and ends as `runtime/internal_error`.
 */
export class Failure extends Error {
  override readonly name = "Failure";
  readonly code: Code;
  readonly remedy: string;
  readonly retry: Retry;
  readonly retryAfter: string | undefined;
  readonly evidence: Evidence;

  constructor(code: Code, details: FailureDetails = {}) {
    const entry = catalogue[code];
    super(details.message ?? entry.message, { cause: details.cause });
    this.code = code;
    this.remedy = details.remedy ?? entry.remedy;
    this.retry = details.retry ?? entry.retry;
    this.retryAfter = details.retryAfter;
    this.evidence = details.evidence ?? {};
  }

  /** The process exit code that belongs to this failure. */
  get exit(): number {
    return catalogue[this.code].exit;
  }

  /** The same failure with some details replaced; evidence is added to. */
  with(details: FailureDetails): Failure {
    const { retryAfter } = this;
    return new Failure(this.code, {
      message: this.message,
      remedy: this.remedy,
      retry: this.retry,
      ...(retryAfter === undefined ? {} : { retryAfter }),
      cause: this.cause,
      ...details,
      evidence: { ...this.evidence, ...details.evidence },
    });
  }

  /** Wraps whatever was thrown: a Failure stays itself, anything else is our bug. */
  static from(thrown: unknown): Failure {
    if (thrown instanceof Failure) return thrown;
    // Cleaning up failed as well; what went wrong first says more.
    if (thrown instanceof SuppressedError) {
      return Failure.from(thrown.suppressed);
    }
    const name = thrown instanceof Error ? thrown.name : typeof thrown;
    return new Failure("runtime/internal_error", {
      evidence: { error: name },
      cause: thrown,
    });
  }
}
