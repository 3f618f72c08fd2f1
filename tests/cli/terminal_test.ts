import { assertEquals } from "@std/assert";
import { style } from "../../src/cli/style.ts";
import { appearance } from "../../src/cli/terminal.ts";

const full = { live: true, colour: true, unicode: true };

const cases = [
  ["a UTF-8 terminal", true, "linux", { LANG: "de_DE.UTF-8" }, full],
  ["any other locale", true, "linux", { LANG: "C" }, {
    ...full,
    unicode: false,
  }],
  ["LC_ALL before LANG", true, "linux", { LC_ALL: "C", LANG: "x.utf8" }, {
    ...full,
    unicode: false,
  }],
  ["no locale", true, "darwin", {}, { ...full, unicode: false }],
  ["a pipe", false, "linux", { LANG: "en_US.utf8" }, {
    live: false,
    colour: false,
    unicode: true,
  }],
  ["NO_COLOR", true, "linux", { LANG: "C.UTF-8", NO_COLOR: "1" }, {
    ...full,
    colour: false,
  }],
  ["an empty NO_COLOR", true, "linux", { LANG: "C.UTF-8", NO_COLOR: "" }, full],
  ["TERM=dumb", true, "linux", { LANG: "C.UTF-8", TERM: "dumb" }, {
    live: false,
    colour: false,
    unicode: false,
  }],
  ["Windows Terminal", true, "windows", { WT_SESSION: "x" }, full],
  ["an old Windows console", true, "windows", { LANG: "C.UTF-8" }, {
    ...full,
    unicode: false,
  }],
] as const;

for (const [name, isTerminal, os, variables, expected] of cases) {
  Deno.test(`appearance() of ${name}`, () => {
    const values = new Map<string, string>(Object.entries(variables));
    const env = (name: string) => values.get(name);
    assertEquals(appearance({ isTerminal, os, env }), expected);
  });
}

Deno.test("style() without colour leaves text as it is", () => {
  const { good, caution, bad, faint } = style(false);
  assertEquals([good, caution, bad, faint].map((paint) => paint("x")), [
    ...["x", "x", "x", "x"],
  ]);
});
