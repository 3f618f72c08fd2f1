import { assertEquals } from "@std/assert";
import {
  composeReceipt,
  type FinishedJob,
} from "../../src/generate/compose_receipt.ts";
import type { Receipt } from "../../src/generate/receipt.ts";
import {
  completed,
  errored,
  recordOf,
  turnError,
} from "../codex/support_turn.ts";

const job: FinishedJob = {
  checked: {
    request: {
      mode: "text-to-image",
      prompt: "a cat",
      outputTarget: undefined,
      images: [],
      hints: { size: "1024x1024" },
      warnings: [],
    },
    warnings: ["of checking"],
  },
  started: {
    version: "0.169.0",
    thread: { id: "thread-1", model: null },
    warnings: ["of starting"],
    reservation: { recovered: [] },
  },
  outcome: { record: recordOf(completed()), why: "image" },
  image: {
    item: { type: "imageGeneration", id: "image-1" },
    bytes: new TextEncoder().encode("abc"),
    facts: {
      format: "png",
      width: 1254,
      height: 1254,
      bytes: 3,
      transparency: "none",
      animated: false,
      trailingBytes: 0,
    },
    savedPath: undefined,
    leftover: undefined,
    extraPaths: [],
  },
  published: { path: "/ws/codex/cat.png", warnings: ["of publishing"] },
  timings: { generating: 7, total: 9 },
  warnings: ["of the clean-up"],
};

Deno.test("composeReceipt() tells of the image, of Codex and of every step's warnings", () => {
  const receipt: Receipt = {
    path: "/ws/codex/cat.png",
    mode: "text-to-image",
    image: {
      format: "png",
      width: 1254,
      height: 1254,
      bytes: 3,
      // The SHA-256 of "abc", from FIPS 180-2.
      sha256:
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
      alpha: "none",
    },
    requested: {
      size: { asked: "1024x1024", handling: "hint", got: "1254x1254" },
    },
    codex: {
      version: "0.169.0",
      model: null,
      threadId: "thread-1",
      itemId: "image-1",
      revisedPrompt: null,
    },
    timings: { generating: 7, total: 9 },
    warnings: [
      "of checking",
      "of starting",
      "of publishing",
      "of the clean-up",
    ],
  };
  assertEquals(composeReceipt(job), receipt);
});

/** The warnings between those of starting and of publishing. */
function turnWarnings(changed: Partial<FinishedJob>): readonly string[] {
  return composeReceipt({ ...job, ...changed }).warnings.slice(2, -2);
}

Deno.test("composeReceipt() warns of an error that came beside the image, and masks it", () => {
  const error = turnError("other", "No more, sk-abcdefghijklmnopqrstuvwx");
  const records = [
    recordOf(errored(error, false)),
    recordOf(completed("failed", error)),
  ];
  for (const record of records) {
    const [warning = "", ...others] = turnWarnings({
      outcome: { record, why: "image" },
    });
    assertEquals(others, []);
    assertEquals(warning.includes("No more"), true, warning);
    assertEquals(warning.includes("abcdefghijklmnop"), false, warning);
  }
});

Deno.test("composeReceipt() warns of an image that came when the time was over", () => {
  const { record } = job.outcome;
  for (const why of ["stalled", "too long"] as const) {
    assertEquals(turnWarnings({ outcome: { record, why } }), [
      "The image came at the last moment, when the time limit had passed",
    ]);
  }
});

Deno.test("composeReceipt() names the images that were kept as well", () => {
  const image = { ...job.image, extraPaths: ["/ws/a.png", "/ws/b.png"] };
  assertEquals(turnWarnings({ image }), [
    "Codex made more than one image; kept as well: /ws/a.png, /ws/b.png",
  ]);
});

Deno.test("composeReceipt() names the images of earlier jobs that were found", () => {
  const reservation = { recovered: ["/ws/old.png"] };
  const { warnings } = composeReceipt({
    ...job,
    started: { ...job.started, reservation },
  });
  assertEquals(warnings.at(-2)?.endsWith(": /ws/old.png"), true);
});
