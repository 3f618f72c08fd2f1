import { assertEquals, assertRejects } from "@std/assert";
import { boundedMap } from "../../src/request/bounded_map.ts";

Deno.test("boundedMap() keeps the order and the width", async () => {
  let running = 0;
  let most = 0;
  // Later items take fewer turns, so they finish first.
  const work = async (turns: number, index: number) => {
    most = Math.max(most, ++running);
    for (let turn = 0; turn < turns; turn++) await Promise.resolve();
    running--;
    return [turns, index];
  };
  const results = await boundedMap([9, 6, 3, 1, 0], 2, work);
  assertEquals(results, [[9, 0], [6, 1], [3, 2], [1, 3], [0, 4]]);
  assertEquals(most, 2);
  assertEquals(await boundedMap([], 2, work), []);
});

Deno.test("boundedMap() throws the earliest failure, starts nothing after it and leaves nothing running", async () => {
  const started: number[] = [];
  const first = Promise.withResolvers<never>();
  const failing = boundedMap([0, 1, 2, 3], 2, (item) => {
    started.push(item);
    if (item === 0) return first.promise;
    queueMicrotask(() => first.reject(new Error("item 0")));
    return Promise.reject(new Error(`item ${item}`));
  });
  await assertRejects(() => failing, Error, "item 0");
  assertEquals(started, [0, 1]);
});
