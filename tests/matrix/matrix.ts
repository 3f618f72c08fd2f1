/**
 * Runs the main job with eleven genuine Codex CLIs and prints a table:
 * `deno task test:matrix`. Not part of `deno task test`, because the CLIs take
 * 3 GB; exits 1 when any job failed.
 */
import { join } from "@std/path";
import { png } from "../backend/pictures.ts";
import { succeeded } from "../genuine/support.ts";
import { type Fixture, withGenuine } from "../support/fixture.ts";

const versions = [
  ...["0.122.0", "0.124.0", "0.130.0", "0.135.0", "0.140.0", "0.145.0"],
  ...["0.150.0", "0.155.0", "0.160.0", "0.165.0", "0.169.0"],
];

interface Row {
  readonly version: string;
  readonly model: string;
  readonly mechanism: string;
  readonly text: string;
  readonly image: string;
}

const say = (line: string) =>
  Deno.stdout.write(new TextEncoder().encode(`${line}\n`));

async function job(fixture: Fixture, args: readonly string[]) {
  const run = await fixture.run(["generate", "--json", ...args]);
  const receipt = succeeded(run);
  await fixture.assertNothingLeft();
  return { model: receipt.codex.model ?? "?", ms: receipt.timings["total"] };
}

async function tryVersion(version: string): Promise<Row> {
  await using scene = await withGenuine({
    version,
    script: { acts: [{ do: "draw" }] },
  });
  const { fixture, backend } = scene;
  await Deno.writeFile(join(fixture.workspace, "day.png"), png());
  const text = await job(fixture, ["--prompt", "a cat"]);
  const mechanism = backend.requests.model[0]?.mechanism ?? "?";
  const image = await job(fixture, [
    "--prompt",
    "at night",
    "--image",
    "day.png",
  ]);
  return {
    version,
    model: text.model,
    mechanism,
    text: `ok, ${text.ms} ms`,
    image: `ok, ${image.ms} ms`,
  };
}

let failures = 0;
await say("| Codex | model | mechanism | text-to-image | image-to-image |");
await say("| --- | --- | --- | --- | --- |");
for (const version of versions) {
  try {
    const row = await tryVersion(version);
    await say(`| ${Object.values(row).join(" | ")} |`);
  } catch (error) {
    failures++;
    await say(
      `| ${version} | FAILED: ${
        error instanceof Error ? error.message : error
      } |`,
    );
  }
}
await say(`\n${versions.length - failures} passed, ${failures} failed`);
Deno.exit(failures === 0 ? 0 : 1);
