/** Proves that an image which was paid for is never lost, and that the error says where it is. */
import { assertEquals } from "@std/assert";
import { join } from "@std/path";
import * as z from "zod";
import { png } from "../backend/pictures.ts";
import { turnBegins } from "../fake_codex/scenario.ts";
import { withFake } from "../support/fixture.ts";
import { type Case, job, playAll } from "./cases.ts";
import { evidence, failure } from "./documents.ts";
import { called, FileGate } from "./waiting.ts";
import { handshakes } from "../support/pace.ts";

const kept = z.looseObject({ keptPath: z.string() });

const tooLarge = (saved: "file" | "none"): Case => ({
  name: `larger than the policy allows, ${
    saved === "file" ? "in Codex's folder" : "in hand only"
  }`,
  scenario: { on: { "turn/start": [[...turnBegins, { do: "image", saved }]] } },
  policy: { limits: { outputPixels: 9, stallSeconds: handshakes(2) / 1_000 } },
  ends: { code: "output/over_limit", exit: 7, retry: "unsafe" },
  also: async ({ run }) => {
    const document = failure(run, "output/over_limit", 7);
    const { keptPath } = evidence(document, kept);
    assertEquals(await Deno.readFile(keptPath), png());
  },
});

Deno.test("An image that is", (test) =>
  playAll(test, [tooLarge("file"), tooLarge("none")]));

Deno.test("When no disk of ours takes the image, Codex's own copy is named", async () => {
  await using gate = new FileGate();
  await using scene = await withFake({
    on: {
      "turn/start": [[
        ...turnBegins,
        { do: "awaitFile", path: gate.path },
        { do: "image" },
      ]],
    },
  });
  const { fixture, codex } = scene;
  const running = await fixture.start(job);
  await called(codex, "turn/start");
  await Deno.remove(fixture.workspace, { recursive: true });
  await Deno.remove(fixture.temporary, { recursive: true });
  await Deno.remove(join(fixture.root, "home"), { recursive: true });
  await Deno.writeTextFile(join(fixture.root, "home"), "no folder");
  await gate.open();
  const document = failure(await running.result, "output/persist_failed", 7);
  const { keptPath } = evidence(document, kept);
  assertEquals(keptPath.startsWith(join(fixture.codexHome, "")), true);
  assertEquals(await Deno.readFile(keptPath), png());
  await fixture.assertNoProcessLeft();
});
