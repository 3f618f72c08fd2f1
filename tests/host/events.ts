import * as z from "zod";

const ended = z.object({
  event: z.literal("ended"),
  job: z.string(),
  status: z.enum(["done", "error", "cancelled"]),
  /** Of a job that is done: the file, and what the window shows of it. */
  path: z.string().optional(),
  url: z.string().optional(),
  /** The whole traceback, as hosts show it. */
  error: z.string().optional(),
  seconds_after_cancel: z.number().optional(),
});

const progress = z.object({
  event: z.literal("progress"),
  job: z.string(),
  pct: z.int(),
  step: z.string(),
  /** Seconds on the host's clock. */
  at: z.number(),
});

const discovered = z.object({
  event: z.literal("discovered"),
  models: z.record(
    z.string(),
    z.object({
      name: z.string(),
      vram_gb: z.number(),
      downloaded: z.boolean(),
      loaded: z.boolean(),
      input: z.string(),
      output: z.string(),
      params_schema: z.array(z.looseObject({ id: z.string() })),
      /** Has the attribute by which hosts find a process to kill. */
      killable: z.boolean(),
      module: z.string(),
    }),
  ),
  errors: z.record(z.string(), z.string()),
});

const readiness = z.object({
  event: z.literal("readiness"),
  statuses: z.record(
    z.string(),
    z.looseObject({
      ok: z.boolean(),
      machine_code: z.string(),
      label_hint: z.string(),
      reason: z.string(),
    }),
  ),
  seconds: z.number(),
});

/** What the small host says. */
export const hostEvent = z.discriminatedUnion("event", [
  ended,
  progress,
  discovered,
  readiness,
  z.object({ event: z.literal("said") }),
  z.object({ event: z.literal("unloaded") }),
  z.object({
    event: z.literal("shut down"),
    code: z.int().nullable(),
    /** Lines of the runner that were no messages. */
    junk: z.array(z.string()),
  }),
]);

export type HostEvent = z.infer<typeof hostEvent>;
export type Ended = z.infer<typeof ended>;
export type Progress = z.infer<typeof progress>;
/** The event of one name. */
export type EventOf<Name extends HostEvent["event"]> = Extract<
  HostEvent,
  { event: Name }
>;
