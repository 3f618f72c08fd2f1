import { assertEquals, assertThrows } from "@std/assert";
import { readOptions } from "./options.ts";

Deno.test("Without --form and --at-once every course runs", () => {
  const base = { jobs: 100, codex: "0.169.0" };
  assertEquals(readOptions(["--jobs", "100"]), [
    { form: "one-shot", atOnce: 1, ...base },
    { form: "one-shot", atOnce: 8, ...base },
    { form: "serve", atOnce: 1, ...base },
    { form: "serve", atOnce: 8, ...base },
  ]);
});

Deno.test("Flags choose the course and the Codex", () => {
  const words = "--jobs 250 --form serve --at-once 8 --codex 0.122.0";
  assertEquals(readOptions(words.split(" ")), [
    { form: "serve", atOnce: 8, jobs: 250, codex: "0.122.0" },
  ]);
});

for (
  const [line, says] of [
    ["", "--jobs has to be a number from 100"],
    ["--jobs 99", "--jobs has to be a number from 100"],
    ["--jobs 1e3", "--jobs has to be a number from 100"],
    ["--jobs 100 --form daemon", "--form has to be one of: one-shot, serve"],
    ["--jobs 100 --at-once 4", "--at-once has to be one of: 1, 8, all"],
    ["--jobs 100 --speed 9", "--speed"],
    ["--jobs 100 more", "more"],
  ] as const
) {
  Deno.test(`The command line "${line}" is refused`, () => {
    const words = line.split(" ").filter((word) => word !== "");
    assertThrows(() => readOptions(words), Error, says);
  });
}
