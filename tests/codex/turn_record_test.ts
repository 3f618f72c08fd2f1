import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { TurnRecord } from "../../src/codex/turn_record.ts";
import { assertProperty } from "../support/seeded.ts";
import {
  completed,
  errored,
  imageCompleted,
  imageStarted,
  notification,
  recordOf,
  said,
  started,
  thread,
  turnError,
  usage,
} from "./support_turn.ts";

const ids = (record: TurnRecord) => record.images.map(({ id }) => id);

Deno.test("TurnRecord follows a turn from its start to its end", () => {
  const record = recordOf(
    started,
    imageStarted("a"),
    imageCompleted("a"),
    said("Here it is"),
    completed(),
  );
  assertEquals(record.turnId, "turn-1");
  assertEquals(ids(record), ["a"]);
  assertEquals(record.texts, ["Here it is"]);
  assertEquals(record.end, { status: "completed", error: undefined });
  assertEquals(record.imageOpen, false);
});

Deno.test("TurnRecord keeps the first id that Codex tells of the turn", () => {
  const record = recordOf();
  assertEquals(record.turnId, undefined);
  record.accepted("turn-1");
  record.accepted("turn-2");
  assertEquals(record.turnId, "turn-1");
});

Deno.test("TurnRecord knows that an image is open while another is finished", () => {
  const record = recordOf(
    started,
    imageStarted("a"),
    imageStarted("b"),
    imageCompleted("a"),
  );
  assert(record.imageOpen);
  record.apply(imageCompleted("b"));
  assert(!record.imageOpen);
});

Deno.test("TurnRecord takes an image that was never announced", () => {
  const record = recordOf(imageCompleted("a"), completed());
  assertEquals(ids(record), ["a"]);
  assertEquals(record.imageOpen, false);
});

Deno.test("TurnRecord takes an image after the turn has ended", () => {
  const record = recordOf(imageStarted("a"), completed(), imageCompleted("a"));
  assertEquals(ids(record), ["a"]);
  assertEquals(record.imageOpen, false);
});

Deno.test("TurnRecord does not open an image again that is finished", () => {
  const record = recordOf(imageCompleted("a"), imageStarted("a"));
  assertEquals(record.imageOpen, false);
});

Deno.test("TurnRecord keeps every report of an image, because a later one may be whole", () => {
  const record = recordOf(
    imageCompleted("a"),
    imageCompleted("b"),
    imageCompleted("a"),
  );
  assertEquals(ids(record), ["a", "b", "a"]);
});

/** Items as different versions send them, all with a whole image in `result`. */
const shapes: readonly (readonly [string, object])[] = [
  ["0.122.0", {}],
  ["0.140.0, whose status stays generating", {
    status: "generating",
    savedPath: undefined,
  }],
  ["0.150.0", { transparentBackground: false, failure: null }],
  ["0.169.0", { generationId: null, startedAtMs: 1, completedAtMs: 2 }],
  ["a version with no status at all", { status: undefined }],
  ["a version whose failure has another shape", { failure: "none" }],
  ["a version whose prompt has another shape", { revisedPrompt: ["a fox"] }],
  ["a version whose status has another shape", { status: { type: "done" } }],
];

for (const [version, more] of shapes) {
  Deno.test(`TurnRecord takes an image item of ${version}`, () => {
    const [image] = recordOf(imageCompleted("a", more)).images;
    assertEquals(image?.result, "aGk=");
  });
}

Deno.test("TurnRecord keeps apart errors that Codex retries and those it does not", () => {
  const record = recordOf(
    errored(turnError("other", "Reconnecting... 1/5"), true),
    errored(turnError("other", "Reconnecting... 2/5"), true),
  );
  assertEquals(record.retriedError?.message, "Reconnecting... 2/5");
  assertEquals(record.finalError, undefined);
  record.apply(errored(turnError("badRequest", "input"), false));
  assertEquals(record.finalError?.message, "input");
});

Deno.test("TurnRecord keeps the last usage windows that it can read", () => {
  const record = recordOf(
    usage([40, 1_700_000_000]),
    usage([100, 1_800_000_000]),
    notification("account/rateLimits/updated", { rateLimits: 7 }),
  );
  assertEquals(record.rateLimits?.primary?.usedPercent, 100);
});

Deno.test("TurnRecord ignores what belongs to another thread", () => {
  const record = new TurnRecord("another");
  const foreign = [
    started,
    imageStarted(),
    imageCompleted(),
    said("hello"),
    errored(turnError("other"), false),
    completed(),
  ];
  for (const one of foreign) assertEquals(record.apply(one), false);
  const { turnId, images, imageOpen } = record;
  assertEquals({ turnId, images, imageOpen }, {
    turnId: undefined,
    images: [],
    imageOpen: false,
  });
  assertEquals(record, new TurnRecord("another"));
});

Deno.test("TurnRecord takes its own notifications and strange ones for signs of life", () => {
  const record = new TurnRecord(thread);
  for (
    const one of [
      started,
      said("hi"),
      usage(),
      notification("item/reasoning/textDelta", { threadId: thread }),
    ]
  ) assertEquals(record.apply(one), true);
});

Deno.test("TurnRecord ends the turn even when its error has a shape nobody knows", () => {
  for (
    const error of [
      { message: "m", codexErrorInfo: 7 },
      { message: 7, codexErrorInfo: null },
      "a text",
    ]
  ) {
    const record = recordOf(notification("turn/completed", {
      threadId: thread,
      turn: { id: "turn-1", status: "failed", error },
    }));
    assertEquals(record.end?.status, "failed", JSON.stringify(error));
  }
});

Deno.test("TurnRecord survives params of any shape", async (t) => {
  const methods = fc.constantFrom(
    "turn/started",
    "item/started",
    "item/completed",
    "error",
    "turn/completed",
    "account/rateLimits/updated",
    "toString",
  );
  const params = fc.oneof(
    fc.jsonValue(),
    fc.record({ threadId: fc.constant(thread), item: fc.jsonValue() }),
    fc.record({ threadId: fc.constant(thread), turn: fc.jsonValue() }),
    fc.constant(undefined),
  );
  const property = fc.property(methods, params, (method, params) => {
    const record = recordOf(notification(method, params));
    assertEquals(record.images, []);
    assertEquals(record.imageOpen, false);
  });
  await assertProperty(t, property, 100);
});

Deno.test("TurnRecord comes to the same images in whatever order the notifications of two arrive", async (t) => {
  const all = ["a", "b"].flatMap((id) => [imageStarted(id), imageCompleted(id)])
    .concat(completed(), said("done"), started);
  const property = fc.property(
    fc.shuffledSubarray(all, { minLength: all.length }),
    (order) => {
      const record = recordOf(...order);
      assertEquals(ids(record).toSorted(), ["a", "b"]);
      assertEquals(record.imageOpen, false);
      assertEquals(record.end?.status, "completed");
    },
  );
  await assertProperty(t, property, 100);
});
