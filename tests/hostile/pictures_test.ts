import { assert, assertEquals } from "@std/assert";
import { join } from "@std/path";
import { fileURLToPath } from "node:url";
import * as z from "zod";
import { jpeg, png, toBase64, webp } from "../backend/pictures.ts";
import {
  type FakeScenario,
  type ImageStep,
  says,
  type Step,
  turnBegins,
  turnEnds,
  turnError,
} from "../fake_codex/scenario.ts";
import { withFake } from "../support/fixture.ts";
import {
  type Case,
  job,
  ownWarnings,
  playAll,
  TARGET,
  withPolicy,
} from "./cases.ts";
import { evidence, failure, success } from "./documents.ts";

/** A file that is no picture: this one. */
const text = fileURLToPath(import.meta.url);
const image: Step = { do: "image" };
const secondImage: Step = { do: "image", id: "ig_2" };
const completed = turnEnds("completed");

function turn(...steps: readonly Step[]): FakeScenario {
  return { on: { "turn/start": [[...turnBegins, ...steps]] } };
}

const sources: readonly Case[] = [
  {
    name: "the item when its file is no picture",
    scenario: turn(
      { do: "image", picture: text, result: toBase64(png()) },
      completed,
    ),
    ends: {},
  },
  ...["", "data:image/png;base64,", "not base64", "AAAA"].map((
    result,
  ): Case => ({
    name: `the file when the item says ${JSON.stringify(result)}`,
    rare: result !== "not base64",
    scenario: turn({ do: "image", result }, completed),
    ends: {},
    also: async ({ fixture }) => {
      const left = join(fixture.codexHome, "generated_images");
      assertEquals((await Array.fromAsync(Deno.readDir(left))).length, 0);
    },
  })),
];

Deno.test("The picture is taken from", (test) => playAll(test, sources));

const noPictures: readonly ImageStep[] = [
  { do: "image", picture: text },
  { do: "image", saved: "missing", result: toBase64(png().subarray(0, -1)) },
  { do: "image", saved: "none", result: "not base64" },
];

const others: readonly Case[] = [
  ...noPictures.map((step, at): Case => ({
    name: `junk in item and file (${at}) is no picture`,
    scenario: turn(step, completed),
    ends: { code: "output/invalid_image", exit: 6, retry: "unsafe" },
  })),
  ...["generating", "in_progress", "failed", "", "tomorrow's"].map((
    status,
  ): Case => ({
    name: `status ${JSON.stringify(status)} does not matter`,
    rare: status !== "generating",
    scenario: turn({ do: "image", status }, completed),
    ends: {},
  })),
  {
    name: "junk before the picture does not matter",
    scenario: turn(
      { do: "image", id: "ig_0", picture: text, saved: "none" },
      image,
      completed,
    ),
    ends: {},
  },
  {
    name: "the same item twice is one picture",
    scenario: turn({ do: "together", steps: [image, image, completed] }),
    ends: {},
  },
  {
    name: "a picture after the end of its turn is waited for",
    scenario: turn(
      { do: "image", only: "started" },
      completed,
      // Its answer shows that the product has read the end of the turn.
      { do: "ask", id: 0, method: "item/tool/call", params: {} },
      { do: "awaitCall", method: "answer:0" },
      { do: "image", only: "completed" },
    ),
    ends: {},
  },
  {
    name: "a picture in a turn that fails is published with a warning",
    scenario: turn({
      do: "together",
      steps: [
        image,
        turnError("the stream broke", "other"),
        turnEnds("failed", { message: "the stream broke" }),
      ],
    }),
    ends: { warnings: [/the stream broke/] },
  },
  {
    name: "no picture, only words",
    scenario: turn(says("I would rather not."), completed),
    ends: {
      code: "runtime/no_output",
      exit: 6,
      retry: "unsafe",
      says: "I would rather not",
    },
  },
];

Deno.test("What counts as a picture:", (test) => playAll(test, others));

const paths = z.object({ paths: z.array(z.string()).length(2) });

/** Both are finished before the product can stop the turn. */
function twoImages(second: Step): FakeScenario {
  return turn({ do: "together", steps: [image, second, completed] });
}

for (
  const [where, second] of [
    ["in Codex's folder", secondImage],
    ["only in its item", { do: "image", id: "ig_2", saved: "none" }],
  ] as const
) {
  Deno.test(`Two pictures are refused and kept, the second one ${where}`, async () => {
    await using scene = await withFake(twoImages(second));
    const { fixture } = scene;
    const run = await fixture.run(job);
    const document = failure(run, "runtime/multi_output_not_supported", 7);
    const kept = evidence(document, paths).paths;
    for (const path of kept) assertEquals(await Deno.readFile(path), png());
    assert(kept[0]?.startsWith(fixture.workspace));
    assert(!(await fixture.published()).includes(TARGET));
    await fixture.assertNothingLeft();
  });
}

Deno.test("The first of two pictures is published when the policy says so", async () => {
  await using scene = await withFake(twoImages(secondImage));
  const { fixture } = scene;
  const policy = await withPolicy(scene, { output: { extraImages: "first" } });
  const document = success(await fixture.run([...job, ...policy]));
  assertEquals(document.codex.itemId, "ig_1");
  const [warning = ""] = ownWarnings(document);
  const extra = warning.slice(warning.indexOf(": ") + 2);
  assertEquals(await Deno.readFile(extra), png());
  assertEquals(await fixture.published(), [TARGET]);
  await fixture.assertNothingLeft();
});

for (const [format, bytes] of [["jpg", jpeg()], ["webp", webp()]] as const) {
  Deno.test(`A ${format} for a .png target gets its own extension`, async () => {
    const result = toBase64(bytes);
    await using scene = await withFake(
      turn({ do: "image", saved: "none", result }, completed),
    );
    const { fixture } = scene;
    const document = success(await fixture.run(job));
    assertEquals(document.path, join(fixture.workspace, `out.${format}`));
    assertEquals(await Deno.readFile(document.path), bytes);
    assert(document.warnings.some((text) => text.includes(`out.${format}`)));
    await fixture.assertNothingLeft();
  });
}
