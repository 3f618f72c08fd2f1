import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { builtInPolicy } from "../../src/policy/built_in.ts";
import { markdownTable } from "./markdown_table.ts";
import { supportTable } from "./support_table.ts";

Deno.test("markdownTable() aligns its columns and escapes bars", () => {
  assertEquals(
    markdownTable(["A", "Long name"], [["a|b", "x"], ["", "y"]]),
    [
      "| A    | Long name |",
      "| ---- | --------- |",
      "| a\\|b | x         |",
      "|      | y         |",
    ].join("\n"),
  );
});

Deno.test("supportTable() has a line for each platform, with its evidence", () => {
  const policy = builtInPolicy();
  const lines = supportTable(policy).split("\n");
  assertEquals(lines.length, 2 + Object.keys(policy.platforms).length);
  const line = lines.find((line) => line.startsWith("| Linux arm64 ")) ?? "";
  assertStringIncludes(line, "| enabled ");
  assertStringIncludes(line, "| high ");
  assertStringIncludes(
    line,
    "| 0.122.0 (generation, live); 0.124.0 (readiness, live) ",
  );
  const windows = lines.find((line) => line.startsWith("| Windows arm64 "));
  assert(windows?.includes("| none recorded "));
});
