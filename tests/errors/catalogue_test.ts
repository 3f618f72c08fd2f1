import { assert, assertEquals, assertMatch } from "@std/assert";
import {
  catalogue,
  type CatalogueEntry,
  codes,
  isCode,
} from "../../src/errors/catalogue.ts";

/** The codes that the product's predecessor ended with; hosts know them by name. */
const inherited = [
  "preflight/codex_missing",
  "preflight/not_authenticated",
  "preflight/no_entitlement",
  "preflight/unsupported_platform",
  "preflight/unsupported_version",
  "request/invalid_prompt",
  "request/missing_input_image",
  "request/invalid_input_image",
  "request/invalid_output_target",
  "runtime/call_failed",
  "runtime/multi_output_not_supported",
  "runtime/no_output",
  "output/invalid_target",
  "output/unsupported_extension",
  "output/persist_failed",
] as const;

/** Exit codes that a namespace may end with. */
const exits: Readonly<Record<string, readonly number[]>> = {
  policy: [3],
  preflight: [3],
  request: [2],
  runtime: [1, 4, 5, 6, 7, 130],
  output: [2, 6, 7],
};

const entries: readonly (readonly [string, CatalogueEntry])[] = Object.entries(
  catalogue,
);

Deno.test("The catalogue has the fifteen inherited codes", () => {
  assertEquals(inherited.length, 15);
  assertEquals(inherited.filter((code) => !isCode(code)), []);
});

for (const [code, entry] of entries) {
  Deno.test(`The catalogue's ${code} has a namespace, a documented exit and words`, () => {
    const [namespace = "", name = "", ...rest] = code.split("/");
    assertEquals(rest, []);
    assertMatch(name, /^[a-z]+(_[a-z]+)*$/);
    assert(exits[namespace]?.includes(entry.exit), `exit ${entry.exit}`);
    for (const words of [entry.message, entry.remedy]) {
      assertMatch(words, /^[A-Z].*[^.\s]$/);
      assert(!words.includes("\n"));
    }
  });
}

Deno.test("Only a cancelled job ends with 130, and only a bug of ours with 1", () => {
  const withExit = (exit: number) =>
    entries.filter(([, entry]) => entry.exit === exit).map(([code]) => code);
  assertEquals(withExit(130), ["runtime/cancelled"]);
  assertEquals(withExit(1), ["runtime/internal_error"]);
});

Deno.test("What may have been charged is never called safe to try again", () => {
  for (const [code, { exit, retry }] of entries) {
    if ([5, 6, 7].includes(exit)) assertEquals(retry, "unsafe", code);
  }
});

Deno.test("isCode() knows the catalogue's codes and nothing else", () => {
  assertEquals(codes.length, entries.length);
  assert(codes.every(isCode));
  for (const text of ["", "runtime/", "toString", "__proto__", "constructor"]) {
    assertEquals(isCode(text), false);
  }
});
