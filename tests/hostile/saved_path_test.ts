/**
 * Proves that whatever stands at the path that Codex names, only a file of its
 * own is read, nothing else is removed, and the image is not lost by it.
 */
import { assert, assertEquals, assertMatch } from "@std/assert";
import { join } from "@std/path";
import { fileURLToPath } from "node:url";
import * as z from "zod";
import { png, toBase64 } from "../backend/pictures.ts";
import {
  type FakeScenario,
  type SavedKind,
  turnBegins,
  turnEnds,
} from "../fake_codex/scenario.ts";
import { type Case, fails, playAll } from "./cases.ts";
import { evidence, failure } from "./documents.ts";

/** Told apart from the picture at the path. */
const inItem = png({ colour: [1, 2, 3] });

/** What is never read. */
const refused: readonly SavedKind[] = [
  "missing",
  "folder",
  "outside",
  "climbing",
  "other thread",
  "relative",
  "nul",
  "long",
  // Windows has no such devices and pipes, and links need a right of their own.
  ...(Deno.build.os === "windows" ? [] : ["link", "device", "pipe"] as const),
];

/** Of those, what could lead nowhere. */
const harmless: readonly SavedKind[] = [
  ...["missing", "folder", "relative", "nul", "long"] as const,
];

/** Where the picture stands that is not this thread's, from Codex's home on. */
const outsiders: Readonly<Partial<Record<SavedKind, string>>> = {
  link: "../outside-ig_1.png",
  outside: "../outside-ig_1.png",
  climbing: "../outside-ig_1.png",
  "other thread": "generated_images/another/ig_1.png",
};

function drawn(saved: SavedKind, result: string): FakeScenario {
  return {
    on: {
      "turn/start": [[
        ...turnBegins,
        { do: "image", saved, result },
        turnEnds("completed"),
      ]],
    },
  };
}

async function outsiderIsLeft(
  saved: SavedKind,
  codexHome: string,
): Promise<void> {
  const place = outsiders[saved];
  if (place === undefined) return;
  assertEquals(await Deno.readFile(join(codexHome, place)), png());
}

Deno.test("The picture is taken from the item when its path is", (test) =>
  playAll(
    test,
    refused.map((saved): Case => ({
      name: saved,
      rare: harmless.includes(saved),
      scenario: drawn(saved, toBase64(inItem)),
      ends: { bytes: inItem },
      also: ({ fixture }) => outsiderIsLeft(saved, fixture.codexHome),
    })),
  ));

Deno.test("There is no picture when the item has none and its path is", (test) =>
  playAll(
    test,
    refused.map((saved): Case => ({
      name: saved,
      rare: saved !== "outside",
      scenario: drawn(saved, "bm8gcGljdHVyZQ=="),
      ends: { ...fails("output/invalid_image"), retry: "unsafe" },
      also: async ({ fixture, run }) => {
        const { reasons } = evidence(
          failure(run, "output/invalid_image", 6),
          z.looseObject({ reasons: z.array(z.string()).min(1) }),
        );
        assertEquals(reasons.filter((text) => text.includes("/")), []);
        await outsiderIsLeft(saved, fixture.codexHome);
      },
    })),
  ));

Deno.test({
  name: "The picture is whole although its file",
  ignore: Deno.build.os === "windows",
  fn: (test) =>
    playAll(
      test,
      Array.from({ length: 8 }, (_, count): Case => ({
        name: `is cut, grows and becomes a link (${count})`,
        rare: count > 1,
        scenario: drawn("changing", toBase64(png())),
        ends: {},
      })),
    ),
});

Deno.test({
  name: "No file behind a link is read, however quickly it is put there",
  ignore: Deno.build.os === "windows",
  fn: async () => {
    // A program of its own, because with every permission Deno does more to
    // keep links out than with those that the product has.
    const { success, stdout, stderr } = await new Deno.Command(
      Deno.execPath(),
      {
        args: [
          ...["run", "--quiet", "--frozen", "--no-prompt"],
          ...["--allow-read", "--allow-write", "--allow-env"],
          fileURLToPath(new URL("read_while_swapped.ts", import.meta.url)),
        ],
      },
    ).output();
    assert(success, new TextDecoder().decode(stderr));
    const seen = z.array(z.string()).parse(
      JSON.parse(new TextDecoder().decode(stdout)),
    );
    assert(seen.length > 1, "the file never changed");
    for (const text of seen) assertMatch(text, /^(?:refused|(?:picture)*)$/);
  },
});
