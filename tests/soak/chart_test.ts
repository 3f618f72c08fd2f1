import { assertEquals } from "@std/assert";
import { chart } from "./chart.ts";
import type { Point } from "./flatness.ts";

function points(...values: number[]): Point[] {
  return values.map((value, index) => ({ jobs: index + 1, value }));
}

Deno.test("Bars stand on zero and reach the top at the greatest value", () => {
  assertEquals(
    chart(points(0, 4, 8, 12, 16), { columns: 60, rows: 2 }),
    [
      "   16 ┤   ▄█",
      "    0 ┤▁▄███",
    ],
  );
});

Deno.test("A leak looks like a ramp, and what is flat looks flat", () => {
  const size = { columns: 8, rows: 1 };
  const ramp = points(...Array.from({ length: 80 }, (_, job) => job));
  assertEquals(chart(ramp, size), [" 74.5 ┤▁▂▃▄▅▆▇█"]);
  const flat = points(...Array.from({ length: 80 }, (_, job) => 95 + job % 3));
  assertEquals(chart(flat, size), ["   96 ┤████████"]);
});

Deno.test("What never changes is one line, zero too", () => {
  const size = { columns: 3, rows: 4 };
  assertEquals(chart(points(24, 24, 24, 24, 24, 24), size), ["   24 ┤───"]);
  assertEquals(chart(points(0, 0), size), ["    0 ┤──"]);
});

Deno.test("One value that differs among a thousand is not drawn as a line", () => {
  const values = Array.from({ length: 1_000 }, (_, job) => job === 500 ? 9 : 8);
  assertEquals(chart(points(...values), { columns: 4, rows: 2 }).length, 2);
});
