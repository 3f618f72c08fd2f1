import { assertEquals, assertStringIncludes } from "@std/assert";
import { jobOf, runFake } from "./fake_context.ts";
import { receipt } from "./samples.ts";

Deno.test("demo says that it is a rehearsal and prints the path", async () => {
  const run = await runFake(["demo"]);
  assertEquals(run.code, 0);
  assertEquals(run.stdout, `${receipt.path}\n`);
  assertStringIncludes(run.stderr, "This is a rehearsal");
  assertStringIncludes(run.stderr, "no Codex and no account is used");
});

Deno.test("demo says so even without progress", async () => {
  const run = await runFake(["demo", "--progress", "none"]);
  assertStringIncludes(run.stderr, "This is a rehearsal");
});

Deno.test("demo drives the stand-in with a prompt of its own", async () => {
  const { job, context } = await jobOf(["demo"]);
  assertEquals(context.program, { path: "/stand-in", args: ["x"] });
  const { prompt } = Object(job.request);
  assertEquals(typeof prompt, "string");
});

Deno.test("demo takes the flags of generate", async () => {
  const { job } = await jobOf(["demo", "--prompt", "a door", "--size", "auto"]);
  assertEquals(job.request, { prompt: "a door", size: "auto" });
});

Deno.test("demo adds no prompt of its own to a request", async () => {
  const { job } = await jobOf(["demo", "--request", "r"], {
    files: { r: '{"text":"a door"}' },
  });
  assertEquals(job.request, { text: "a door" });
});

Deno.test("demo --json can't be taken for a real job", async () => {
  const { stdout, stderr } = await runFake([
    ...["demo", "--json", "--progress", "jsonl"],
  ]);
  assertEquals(JSON.parse(stdout), {
    schemaVersion: 1,
    ok: true,
    rehearsal: true,
    ...receipt,
  });
  assertEquals(JSON.parse(stderr).event, "notice");
});
