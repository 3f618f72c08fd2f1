import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { join } from "@std/path";
import * as z from "zod";
import { png, toBase64 } from "../backend/pictures.ts";
import type { FakeProgram } from "../fake_codex/launcher.ts";
import { turnBegins } from "../fake_codex/scenario.ts";
import { withFake } from "../support/fixture.ts";
import { job, TARGET } from "./cases.ts";
import { failure, success } from "./documents.ts";
import { called, FileGate } from "./waiting.ts";

const threadParams = z.strictObject({
  cwd: z.string(),
  approvalPolicy: z.literal("never"),
  sandbox: z.literal("read-only"),
  ephemeral: z.literal(true),
  baseInstructions: z.string(),
  config: z.record(z.string(), z.unknown()),
});

const turnParams = z.object({
  threadId: z.literal("thread-1"),
  input: z.tuple(
    [z.object({ type: z.literal("text"), text: z.string() })],
    z.object({ type: z.literal("localImage"), path: z.string() }),
  ),
});

async function paramsOf<T>(
  codex: FakeProgram,
  method: string,
  shape: z.ZodType<T>,
): Promise<T> {
  const calls = (await codex.received()).filter((one) => one.method === method);
  assertEquals(calls.length, 1);
  return shape.parse(calls[0]?.params);
}

async function startOf(codex: FakeProgram) {
  const [entry] = await codex.log();
  assert(entry?.event === "start");
  return entry;
}

Deno.test("The thread may run nothing and has Codex make one image", async () => {
  // The turn goes on after its image, so that there is one to interrupt.
  await using scene = await withFake({
    on: { "turn/start": [[...turnBegins, { do: "image" }]] },
  });
  const { fixture, codex } = scene;
  success(await fixture.run(job));
  const thread = await paramsOf(codex, "thread/start", threadParams);
  const { cwd, args } = await startOf(codex);
  assertEquals(thread.cwd, cwd);
  assert(cwd.startsWith(fixture.temporary));
  assertStringIncludes(thread.baseInstructions, "exactly one image");
  assertStringIncludes(thread.baseInstructions, "word for word");
  assertEquals(args[0], "app-server");
  for (const word of ["features.shell_tool=false", "notify=[]"]) {
    assert(args.includes(word), word);
  }
  assert(!args.some((word) => word.includes("skills.bundled")));
  assertEquals((await codex.received()).map((one) => one.method).toSorted(), [
    ...["account/read", "config/read", "initialize", "initialized"],
    ...["thread/start", "turn/interrupt", "turn/start"],
  ]);
  await fixture.assertNothingLeft();
});

Deno.test("Codex works in an empty folder that only its user can enter", async () => {
  await using scene = await withFake({ on: { "turn/start": [turnBegins] } });
  const { fixture, codex } = scene;
  const run = await fixture.start(job);
  await called(codex, "turn/start");
  const { cwd } = await startOf(codex);
  assertEquals(await Array.fromAsync(Deno.readDir(cwd)), []);
  if (Deno.build.os !== "windows") {
    const { mode } = await Deno.stat(join(cwd, ".."));
    assertEquals((mode ?? 0) & 0o777, 0o700);
  }
  run.kill("SIGTERM");
  await run.result;
  await fixture.assertNothingLeft();
});

Deno.test("The user's MCP servers are switched off by name", async () => {
  const servers = { git: { command: "git-mcp" }, "a.b c": { url: "http://x" } };
  await using scene = await withFake({
    on: {
      "config/read": [[{
        do: "reply",
        result: { config: { mcp_servers: servers } },
      }]],
    },
  });
  const { fixture, codex } = scene;
  success(await fixture.run(job));
  const { config } = await paramsOf(codex, "thread/start", threadParams);
  assertEquals(config, {
    mcp_servers: { git: { enabled: false }, "a.b c": { enabled: false } },
  });
  await fixture.assertNothingLeft();
});

Deno.test("Codex does not see keys and addresses that would replace its login", async () => {
  const withheld = {
    OPENAI_API_KEY: "sk-1",
    CODEX_API_KEY: "sk-2",
    OPENAI_BASE_URL: "http://127.0.0.1:1",
    CODEX_ACCESS_TOKEN: "token",
  };
  await using scene = await withFake({});
  const { fixture, codex } = scene;
  success(
    await fixture.run(job, { env: { ...withheld, HTTPS_PROXY: "http://p" } }),
  );
  const { env } = await startOf(codex);
  for (const name of Object.keys(withheld)) assertEquals(env[name], undefined);
  assertEquals(env["HTTPS_PROXY"], "http://p");
  assertEquals(env["CODEX_HOME"], fixture.codexHome);
  await fixture.assertNothingLeft();
});

Deno.test("A request from stdin reaches Codex with its images in order", async () => {
  await using gate = new FileGate();
  await using scene = await withFake({
    on: {
      "turn/start": [[
        { do: "awaitFile", path: gate.path },
        { do: "default" },
      ]],
    },
  });
  const { fixture, codex } = scene;
  const colours = [[1, 2, 3], [4, 5, 6], [7, 8, 9]];
  const pictures = colours.map((colour) => png({ colour }));
  const [main = png(), side = png(), back = png()] = pictures;
  await Deno.writeFile(join(fixture.workspace, "side.png"), side);
  const run = await fixture.start(["generate", "--request", "-", "--json"], {
    stdin: JSON.stringify({
      text: "make it night",
      input_image: { base64: toBase64(main), media_type: "image/png" },
      params: {
        referenceImages: ["side.png"],
        back_image_path: `data:image/png;base64,${toBase64(back)}`,
        outputPath: TARGET,
        size: "wide",
      },
    }),
  });
  await called(codex, "turn/start");
  const { input } = await paramsOf(codex, "turn/start", turnParams);
  const [{ text }, ...images] = input;
  const seen = images.map(({ path }) => Deno.readFileSync(path));
  await gate.open();
  assertEquals(seen, pictures);
  assertStringIncludes(text, "make it night");
  assertStringIncludes(text, "Image #1 is the picture to edit");
  assertStringIncludes(text, "Wanted size or shape: wide");
  assert(!text.includes("base64") && !text.includes(toBase64(main)));
  const document = success(await run.result);
  assertEquals(document.mode, "image-to-image");
  assertEquals(Object.keys(document.requested), ["size"]);
  await fixture.assertNothingLeft();
});

Deno.test("A prompt with half a character is refused before Codex is started", async () => {
  await using scene = await withFake({});
  const { fixture, codex } = scene;
  const run = await fixture.run(["generate", "--request", "-", "--json"], {
    stdin: String.raw`{"prompt":"a cat \ud83d"}`,
  });
  failure(run, "request/invalid_prompt", 2);
  assertEquals(await codex.log(), []);
  assertEquals(await fixture.published(), []);
  await fixture.assertNothingLeft();
});

Deno.test("--dry-run starts nothing and writes nothing", async () => {
  await using scene = await withFake({});
  const { fixture, codex } = scene;
  const run = await fixture.run([...job, "--dry-run"]);
  assertEquals(run.code, 0);
  const plan = z.looseObject({
    dryRun: z.literal(true),
    path: z.literal(join(fixture.workspace, TARGET)),
    instruction: z.string().regex(/a cat/),
    codexProgram: z.literal(codex.path),
  });
  plan.parse(run.json());
  assertEquals(await codex.log(), []);
  assertEquals(await fixture.published(), []);
  await fixture.assertNothingLeft();
});
