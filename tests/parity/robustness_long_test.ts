/**
 * Plays what made the original crash, hang, overwrite or lie with whole jobs:
 * its probes of targets and of input images, one after the other.
 */
import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { join } from "@std/path";
import { heavyPng, png, toBase64 } from "../backend/pictures.ts";
import type { Json } from "../fake_codex/scenario.ts";
import { playSteps } from "../hostile/cases.ts";
import type { FakeFixture } from "../support/fixture.ts";
import { play, type Probe, type Refusal } from "./robustness.ts";

const TEN_MB = toBase64(heavyPng(10_000_000));
const onWindows = Deno.build.os === "windows";

function to(target: string): Json {
  return { prompt: "a cat", output_target: target };
}

function withImage(image: Json): Json {
  return {
    prompt: "a cat",
    output_target: "out.png",
    mode: "image-to-image",
    input_image: image,
  };
}

/** Links below the workspace, to a folder, a file and nothing outside. */
async function linksOut({ fixture }: FakeFixture): Promise<void> {
  const outside = join(fixture.root, "outside");
  await Deno.mkdir(outside);
  await Deno.writeTextFile(join(outside, "mine.png"), "mine");
  const link = (to: string, name: string) =>
    Deno.symlink(to, join(fixture.workspace, name));
  await link(outside, "folder");
  await link(join(outside, "mine.png"), "file.png");
  await link(join(outside, "nothing.png"), "dangling.png");
}

const invalidTarget: Refusal = { code: "output/invalid_target" };
const noImage: Refusal = { code: "request/invalid_input_image" };

const refusedTargets: readonly (readonly [string, Refusal])[] = [
  ["a\0b.png", invalidTarget],
  [`${"x".repeat(300)}.png`, invalidTarget],
  ["new\nline.png", invalidTarget],
  ["outputs\\y.png", invalidTarget],
  [".png", invalidTarget],
  ["/tmp/x.png", invalidTarget],
  ["../x.png", invalidTarget],
  ["a:b.png", invalidTarget],
  ["x.gif", { code: "output/unsupported_extension" }],
  ["outputs /x.png", invalidTarget],
  ["x.png ", invalidTarget],
];

const targets: readonly Probe[] = [
  ...refusedTargets.map(([target, ends]): Probe => ({
    name: JSON.stringify(target.slice(0, 20)),
    request: to(target),
    ends,
  })),
  {
    name: "a parent that is a file",
    request: to("file/x.png"),
    before: ({ fixture }) =>
      Deno.writeTextFile(join(fixture.workspace, "file"), "mine"),
    ends: invalidTarget,
  },
  {
    name: "a file that is there",
    request: to("there.png"),
    before: ({ fixture }) =>
      Deno.writeTextFile(join(fixture.workspace, "there.png"), "mine"),
    ends: { code: "output/already_exists" },
    also: async ({ fixture }) => {
      const there = join(fixture.workspace, "there.png");
      assertEquals(await Deno.readTextFile(there), "mine");
    },
  },
  { name: "a space in front", request: to(" x.png"), ends: { file: " x.png" } },
  {
    name: "folders that are not there",
    request: to("new/folder/x.png"),
    ends: { file: "new/folder/x.png" },
  },
  {
    name: "a PNG for pic.jpg",
    request: to("pic.jpg"),
    ends: { file: "pic.png" },
  },
];

/** Making links needs a right of its own on Windows. */
const links: readonly Probe[] = onWindows ? [] : [
  ...["folder/x.png", "file.png", "dangling.png"].map((target): Probe => ({
    name: `a link out of the workspace: ${target}`,
    request: to(target),
    before: linksOut,
    ends: invalidTarget,
    also: async ({ fixture }) => {
      const outside = join(fixture.root, "outside");
      const names = await Array.fromAsync(Deno.readDir(outside));
      assertEquals(names.map(({ name }) => name), ["mine.png"]);
      const mine = join(outside, "mine.png");
      assertEquals(await Deno.readTextFile(mine), "mine");
    },
  })),
];

const images: readonly Probe[] = [
  ...Object.entries<Json>({
    "10 MB of base64 as {base64}": withImage({
      base64: TEN_MB,
      media_type: "image/png",
    }),
    "10 MB of base64 as text": withImage(TEN_MB),
    "10 MB of base64 in params.input_image": {
      prompt: "a cat",
      params: { input_image: TEN_MB, output_target: "out.png" },
    },
    "1 KB as a data URL": withImage(
      `data:image/png;base64,${toBase64(heavyPng(1_000))}`,
    ),
    "base64 with line breaks": withImage({
      base64: toBase64(png()).replace(/.{20}/g, "$&\r\n"),
    }),
  }).map(([name, request]): Probe => ({
    name,
    request,
    ends: { file: "out.png" },
    also: async ({ codex }) => {
      const turn = (await codex.received()).find(({ method }) =>
        method === "turn/start"
      );
      const asked = JSON.stringify(turn?.params);
      assertStringIncludes(asked, "localImage");
      assert(asked.length < 5_000, "the image is in the words");
    },
  })),
  ...Object.entries<Json>({
    "invalid base64": { base64: "not base64 at all!" },
    "base64 of a text": { base64: btoa("hello ".repeat(100)) },
    "a text file called .png": "text.png",
    "a text file": "text.txt",
  }).map(([name, image]): Probe => ({
    name,
    request: withImage(image),
    before: async ({ fixture }) => {
      for (const file of ["text.png", "text.txt"]) {
        await Deno.writeTextFile(join(fixture.workspace, file), "hello");
      }
    },
    ends: noImage,
  })),
  ...["no/such/file.png", "inputs/image"].map((path): Probe => ({
    name: `a missing ${path}`,
    request: withImage(path),
    ends: { ...noImage, says: /does not exist/ },
  })),
];

const others: readonly Probe[] = [
  {
    name: "a prompt with half a character",
    request: { prompt: "a cat \ud83d" },
    ends: { code: "request/invalid_prompt" },
  },
  {
    name: "params.codex_bin",
    request: {
      prompt: "a cat",
      output_target: "out.png",
      codex_bin: "/bin/false",
      params: { codex_bin: "/bin/false" },
    },
    ends: { file: "out.png" },
  },
];

for (
  const [what, probes] of [
    ["targets", [...targets, ...links]],
    ["input images", images],
    ["requests", others],
  ] as const
) {
  Deno.test(`The original's probes of ${what} come out right:`, (test) =>
    playSteps(test, probes, play));
}
