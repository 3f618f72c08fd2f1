import { assert, assertEquals, assertRejects } from "@std/assert";
import { timedOut, within } from "../../src/system/within.ts";
import { PATIENCE_MS } from "../support/pace.ts";

Deno.test("within() gives what a promise gives in time", async () => {
  assertEquals(await within(Promise.resolve(7), PATIENCE_MS), 7);
  const soon = new Promise((resolve) => setTimeout(resolve, 10, "soon"));
  assertEquals(await within(soon, PATIENCE_MS), "soon");
});

Deno.test("within() says when the time has passed", async () => {
  const startedAt = performance.now();
  assertEquals(await within(new Promise(() => {}), 30), timedOut);
  const took = performance.now() - startedAt;
  assert(took >= 25, `It took ${took} ms`);
});

Deno.test("within() passes a rejection on", async () => {
  const failing = Promise.reject(new RangeError("no"));
  await assertRejects(() => within(failing, PATIENCE_MS), RangeError, "no");
});

Deno.test("within() swallows a rejection that comes too late", async () => {
  const { promise, reject } = Promise.withResolvers<never>();
  assertEquals(await within(promise, 1), timedOut);
  reject(new Error("too late"));
  await new Promise((resolve) => setTimeout(resolve, 0));
});

Deno.test("within() leaves no timer that keeps a program alive", async () => {
  const module = new URL("../../src/system/within.ts", import.meta.url).href;
  const code = `
    import { within } from ${JSON.stringify(module)};
    await within(Promise.resolve(), 3_600_000);
    await within(Promise.reject(new Error()), 3_600_000).catch(() => {});`;
  const child = new Deno.Command(Deno.execPath(), {
    args: ["run", "--no-config", "--no-lock", "--allow-read", "-"],
    stdin: "piped",
    stdout: "null",
    stderr: "null",
  }).spawn();
  const input = child.stdin.getWriter();
  await input.write(new TextEncoder().encode(code));
  await input.close();
  const ended = await within(child.status, PATIENCE_MS);
  if (ended === timedOut) child.kill("SIGKILL");
  await child.status;
  assert(ended !== timedOut && ended.success);
});
