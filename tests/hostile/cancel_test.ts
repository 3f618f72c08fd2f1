import { assert, assertEquals } from "@std/assert";
import * as z from "zod";
import { png, toBase64 } from "../backend/pictures.ts";
import { type FakeScenario, turnBegins } from "../fake_codex/scenario.ts";
import { type FakeFixture, withFake } from "../support/fixture.ts";
import type { RunningProduct } from "../support/product.ts";
import { job, TARGET } from "./cases.ts";
import { evidence, failure, success } from "./documents.ts";
import { called, calls, FileGate, pressUntilEnded } from "./waiting.ts";

const onWindows = Deno.build.os === "windows";
const STOPPING = "Stopping; press Ctrl-C again";

/** How long a further signal counts as the first one's echo, in milliseconds. */
const SAME_STOP_MS = 1_000;

type Cancelled = {
  readonly scene: FakeFixture;
  readonly run: RunningProduct;
};

function cancelTest(
  name: string,
  scenario: FakeScenario,
  body: (cancelled: Cancelled) => Promise<void>,
): void {
  Deno.test({
    name: `Ctrl-C ${name}`,
    ignore: onWindows,
    fn: async () => {
      await using scene = await withFake(scenario);
      await body({ scene, run: await scene.fixture.start(job) });
      await scene.fixture.assertNothingLeft();
    },
  });
}

const charged = z.object({ mayHaveBeenCharged: z.boolean() });

cancelTest(
  "before the handshake's answer ends Codex",
  { on: { initialize: [[]] } },
  async ({ scene: { fixture, codex }, run }) => {
    await called(codex, "initialize");
    run.kill("SIGINT");
    failure(await run.result, "runtime/cancelled", 130);
    assertEquals(await fixture.published(), []);
  },
);

for (const method of ["account/read", "config/read", "thread/start"]) {
  cancelTest(
    `before the answer to ${method} ends Codex`,
    { on: { [method]: [[]] } },
    async ({ scene: { fixture, codex }, run }) => {
      await called(codex, method);
      run.kill("SIGINT");
      failure(await run.result, "runtime/cancelled", 130);
      assertEquals(await calls(codex, "turn/start"), 0);
      assertEquals(await fixture.published(), []);
    },
  );
}

const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
for (const signal of onWindows ? [] : signals) {
  cancelTest(
    `as ${signal} in the turn interrupts it`,
    { on: { "turn/start": [turnBegins] } },
    async ({ scene: { fixture, codex }, run }) => {
      await called(codex, "turn/start");
      run.kill(signal);
      const document = failure(await run.result, "runtime/cancelled", 130);
      assertEquals(document.retry, "unsafe");
      assertEquals(await calls(codex, "turn/interrupt"), 1);
      assertEquals(await fixture.published(), []);
    },
  );
}

Deno.test({
  name: "Ctrl-C before the turn's id is known interrupts it once it is",
  ignore: onWindows,
  fn: async () => {
    await using gate = new FileGate();
    const waits = { do: "awaitFile", path: gate.path } as const;
    await using scene = await withFake({
      on: { "turn/start": [[waits, ...turnBegins]] },
    });
    const { fixture, codex } = scene;
    const run = await fixture.start(job);
    await called(codex, "turn/start");
    run.kill("SIGINT");
    await run.said(STOPPING);
    await gate.open();
    const document = failure(await run.result, "runtime/cancelled", 130);
    assert(evidence(document, charged).mayHaveBeenCharged);
    assertEquals(await calls(codex, "turn/interrupt"), 1);
    assertEquals(await fixture.published(), []);
    await fixture.assertNothingLeft();
  },
});

cancelTest(
  "with a turn that never gets an id still ends it",
  { on: { "turn/start": [[]] } },
  async ({ scene: { fixture, codex }, run }) => {
    await called(codex, "turn/start");
    run.kill("SIGINT");
    const document = failure(await run.result, "runtime/cancelled", 130);
    assert(evidence(document, charged).mayHaveBeenCharged);
    assertEquals(await fixture.published(), []);
  },
);

cancelTest(
  "when the image comes all the same keeps it and says where",
  {
    on: {
      "turn/start": [turnBegins],
      "turn/interrupt": [[{ do: "image" }, { do: "default" }]],
    },
  },
  async ({ scene: { codex }, run }) => {
    await called(codex, "turn/start");
    run.kill("SIGINT");
    const document = failure(await run.result, "runtime/cancelled", 130);
    const kept = evidence(document, z.object({ keptPath: z.string() }));
    assertEquals(await Deno.readFile(kept.keptPath), png());
  },
);

cancelTest(
  "when the image is safe publishes it",
  {
    on: {
      "turn/start": [[...turnBegins, { do: "image" }]],
      "turn/interrupt": [[]],
    },
  },
  async ({ scene: { fixture }, run }) => {
    await run.said('"securing"');
    run.kill("SIGINT");
    success(await run.result);
    assertEquals(await fixture.published(), [TARGET]);
  },
);

Deno.test({
  name: "A second Ctrl-C exits at once and leaves nothing private behind",
  ignore: onWindows,
  fn: async () => {
    await using scene = await withFake({
      stubborn: true,
      on: { "turn/start": [turnBegins], "turn/interrupt": [[]] },
    });
    const { fixture, codex } = scene;
    const run = await fixture.start(["generate", "--request", "-"], {
      stdin: JSON.stringify({ prompt: "a cat", image: toBase64(png()) }),
    });
    await called(codex, "turn/start");
    run.kill("SIGINT");
    await run.said(STOPPING);
    const begun = performance.now();
    const { code, stdout, stderr } = await pressUntilEnded(run);
    const elapsed = performance.now() - begun;
    assert(elapsed > SAME_STOP_MS / 2, `${elapsed}`);
    assertEquals([code, stdout], [130, ""]);
    assert(!stderr.includes("runtime/cancelled"), stderr);
    await fixture.assertNothingLeft();
  },
});
