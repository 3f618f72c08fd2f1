import { assertEquals } from "@std/assert";
import { isAlive } from "../../src/system/alive.ts";

Deno.test("isAlive() knows a running process from an ended one", async () => {
  assertEquals(isAlive(Deno.pid), true);
  const child = new Deno.Command(Deno.execPath(), {
    args: ["--version"],
    stdout: "null",
  }).spawn();
  await child.status;
  assertEquals(isAlive(child.pid), false);
});

Deno.test({
  name: "isAlive() takes a process that it may not signal for alive",
  // Windows has no first process of the system's own.
  ignore: Deno.build.os === "windows",
  fn: () => assertEquals(isAlive(1), true),
});
