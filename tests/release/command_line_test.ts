import { assertEquals, assertThrows } from "@std/assert";
import { readOptions } from "../../release/command_line.ts";
import { Refusal } from "../../release/refusal.ts";

const known = { flags: ["for-checks"], texts: ["target"] };

Deno.test("flags and texts are read", () => {
  const options = readOptions(["--target", "all", "--for-checks"], known);
  assertEquals([options.text("target"), options.has("for-checks")], [
    "all",
    true,
  ]);
  const none = readOptions([], known);
  assertEquals([none.text("target"), none.has("for-checks")], [
    undefined,
    false,
  ]);
});

Deno.test("what is not known is refused, and so is an option without its text", () => {
  for (const words of [["--targets", "all"], ["all"], ["--target"]]) {
    assertThrows(() => readOptions(words, known), Refusal);
  }
});
