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
