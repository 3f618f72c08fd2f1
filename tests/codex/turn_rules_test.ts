import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import {
  judgeTurn,
  type Step,
  type Stop,
  type TurnMoment,
} from "../../src/codex/turn_rules.ts";
import type { TurnRecord } from "../../src/codex/turn_record.ts";
import { assertProperty } from "../support/seeded.ts";
import {
  completed,
  errored,
  imageCompleted,
  imageStarted,
  recordOf,
  started,
  turnError,
} from "./support_turn.ts";

/** A turn that has run for 10 s of its 600, with a sign of life 1 s ago. */
const quiet: TurnMoment = {
  now: 10_000,
  lastLife: 9_000,
  deadline: 600_000,
  stallMs: 180_000,
  cancelled: false,
  lost: false,
  reply: { kind: "result", result: {} },
};
const stalledAt = quiet.lastLife + quiet.stallMs;
const refused = { kind: "error", code: -32600, message: "no" } as const;

const stop = (why: Stop): Step => ({ kind: "stop", why });
const wait = (until: number): Step => ({ kind: "wait", until });

const running = recordOf(started);
const drawing = recordOf(started, imageStarted());
const ended = recordOf(started, completed());
const endedEarly = recordOf(started, imageStarted(), completed());
const late = recordOf(started, imageStarted(), completed(), imageCompleted());
const interrupted = recordOf(started, imageStarted(), completed("interrupted"));
const failing = recordOf(started, errored(turnError("badRequest"), false));
const retrying = recordOf(started, errored(turnError("other"), true));

const rules: readonly (readonly [
  string,
  TurnRecord,
  Partial<TurnMoment>,
  Step,
])[] = [
  ["waits for a turn that runs", running, {}, wait(stalledAt)],
  ["waits before Codex has accepted the turn", recordOf(), {
    reply: undefined,
  }, wait(stalledAt)],
  ["waits no longer than the deadline", running, {
    deadline: 20_000,
  }, wait(20_000)],
  ["waits on while Codex retries", retrying, {}, wait(stalledAt)],

  ["stops when the turn has ended", ended, {}, stop("ended")],
  [
    "waits for an image that the turn left behind",
    endedEarly,
    {},
    wait(stalledAt),
  ],
  ["stops when that image has come", late, {}, stop("ended")],
  [
    "stops when an interrupted turn left an image behind: it never comes",
    interrupted,
    {},
    stop("ended"),
  ],
  ["gives up on a late image when Codex falls silent", endedEarly, {
    now: stalledAt,
  }, stop("stalled")],
  ["gives up on a late image at the deadline", endedEarly, {
    now: 600_000,
    lastLife: 599_000,
  }, stop("too long")],
  ["gives up on a late image when Codex is gone", endedEarly, {
    lost: true,
  }, stop("lost")],

  [
    "gives a final error 2 s for the turn's end",
    failing,
    { now: 9_100 },
    wait(11_000),
  ],
  ["takes a final error for the end after 2 s", failing, {
    now: 11_000,
  }, stop("ended")],
  ["takes a final error for the end when Codex is gone", failing, {
    lost: true,
  }, stop("ended")],
  [
    "takes a final error for the end at the deadline",
    failing,
    { deadline: 10_000 },
    stop("ended"),
  ],
  [
    "waits for an open image after a final error",
    recordOf(imageStarted(), errored(turnError("other"), false)),
    { now: 12_000 },
    wait(stalledAt),
  ],

  ["stops when Codex refused the turn", recordOf(), {
    reply: refused,
  }, stop("refused")],
  ["waits on when only the reply is missing", running, {
    reply: { kind: "timeout" },
  }, wait(stalledAt)],
  ["stops when cancelled", running, { cancelled: true }, stop("cancelled")],
  ["lets a cancel go before everything else", drawing, {
    cancelled: true,
    lost: true,
    reply: refused,
    now: 700_000,
  }, stop("cancelled")],
  ["stops when Codex is gone", running, { lost: true }, stop("lost")],
  [
    "takes what the turn came to although Codex is gone",
    ended,
    { lost: true },
    stop("ended"),
  ],
  ["stops after silence", running, { now: stalledAt }, stop("stalled")],
  ["does not stop a moment earlier", running, {
    now: stalledAt - 1,
  }, wait(stalledAt)],
  [
    "counts silence from the last sign of life",
    running,
    { now: stalledAt, lastLife: stalledAt - 1 },
    wait(stalledAt - 1 + quiet.stallMs),
  ],
  ["stops at the deadline in spite of signs of life", running, {
    now: 600_000,
    lastLife: 600_000,
  }, stop("too long")],
];

for (const [name, record, moment, step] of rules) {
  Deno.test(`judgeTurn() ${name}`, () => {
    assertEquals(judgeTurn(record, { ...quiet, ...moment }), step);
  });
}

Deno.test("judgeTurn() only ever waits for a time to come, and never beyond the deadline", async (t) => {
  const time = fc.integer({ min: 0, max: 6_000 });
  const property = fc.property(
    fc.constantFrom(running, drawing, ended, endedEarly, failing, retrying),
    fc.record({ now: time, lastLife: time, deadline: time, stallMs: time }),
    fc.boolean(),
    (record, times, lost) => {
      const step = judgeTurn(record, { ...quiet, ...times, lost });
      if (step.kind === "stop") return;
      assert(step.until > times.now, "It would wait without a pause");
      assert(step.until <= times.deadline, "It would wait too long");
    },
  );
  await assertProperty(t, property, 100);
});
