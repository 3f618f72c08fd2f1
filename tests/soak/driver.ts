/** How a job ended. */
export type EndedJob =
  & {
    /** Milliseconds from start to end. */
    readonly ms: number;
    /** The most memory that its own process had, in megabytes. */
    readonly peakMemory?: number | undefined;
  }
  & ({ readonly path: string } | { readonly failure: string });

/** A job at work. */
export interface RunningJob {
  readonly job: number;
  /** The product's process that does it. */
  readonly pid: number;
  /** Never rejects. */
  readonly ended: Promise<EndedJob>;
}

/** One form in which the product is given jobs. */
export interface Driver extends AsyncDisposable {
  /** The product's process that lives between jobs. */
  readonly resident: number | undefined;
  /** Starts a job. */
  start(job: number): Promise<RunningJob>;
}
