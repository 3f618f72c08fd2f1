/**
 * Times and weighs the compiled product: `deno task bench:binary [ROUNDS]`.
 *
 * Compared with it, run in turn, are a program that does nothing and a minimal
 * client that does the same turn with the same flags for Codex, but no checks,
 * no policy and no file to publish (`minimal.ts`); both are compiled as the
 * product is. Codex is genuine and native, the service is the stand-in. Exits 1
 * when a figure slips.
 */
import { fileURLToPath } from "node:url";
import { heavyPng } from "../backend/pictures.ts";
import { compiled, compiledProduct } from "../release/support_program.ts";
import { Fixture, withGenuine } from "../support/fixture.ts";
import {
  aboveFigure,
  type Figure,
  figureText,
  ratioFigure,
  sizeFigure,
} from "./binary_figures.ts";
import { peakMemory } from "./binary_memory.ts";
import { timed } from "./binary_run.ts";
import { inTurn, type Pair, pairText } from "./pairs.ts";

/** What the figures should be at most. */
const most = {
  versionRatio: 1.5,
  /** Megabytes above the empty program. */
  size: 2,
  /** Milliseconds above the minimal client. */
  job: 90,
  doctorRatio: 1.25,
  /** Megabytes at the peak, with a small image and with a large one. */
  memory: 80,
  largeMemory: 300,
};
const versions = ["0.169.0", "0.122.0"];
/** Bytes. */
const LARGE_IMAGE = 32 * 1024 * 1024;
const generate = ["generate", "--prompt", "a cat"];

const rounds = Number(Deno.args[0] ?? "11");
const program = await compiledProduct();
const here = (name: string) => fileURLToPath(new URL(name, import.meta.url));
const empty = await compiled(here("binary_empty.ts"), "empty");
const minimal = await compiled(here("minimal.ts"), "minimal-client");

const figures: Figure[] = [];
const pairs: [string, Pair][] = [];

async function measureStart(): Promise<void> {
  await using fixture = await Fixture.make();
  const pair = await inTurn(
    rounds,
    () => timed(fixture, { program, args: ["--version"] }),
    () => timed(fixture, { program: empty, args: [] }),
  );
  pairs.push(["--version against the empty program", pair]);
  figures.push(ratioFigure("--version", pair, most.versionRatio));
}

async function measureSize(): Promise<void> {
  const [ours, theirs] = await Promise.all([
    Deno.stat(program),
    Deno.stat(empty),
  ]);
  const above = ours.size - theirs.size;
  figures.push(sizeFigure("size above the empty program", above, most.size));
}

async function measureJobs(version: string): Promise<void> {
  await using scene = await withGenuine({
    version,
    script: { acts: [{ do: "draw" }] },
  });
  const { fixture } = scene;
  const { CODEX_BIN = "" } = fixture.env;
  const client = (what: string) => ({
    program: minimal,
    args: [CODEX_BIN, fixture.workspace, what],
  });
  const job = await inTurn(
    rounds,
    () => timed(fixture, { program, args: generate }),
    () => timed(fixture, client("job")),
  );
  pairs.push([`job against the same turn, Codex ${version}`, job]);
  figures.push(aboveFigure(`job, Codex ${version}`, job, most.job));
  const doctor = await inTurn(
    rounds,
    () => timed(fixture, { program, args: ["doctor"] }),
    () => timed(fixture, client("handshake")),
  );
  pairs.push([`doctor against the handshake, Codex ${version}`, doctor]);
  figures.push(
    ratioFigure(`doctor, Codex ${version}`, doctor, most.doctorRatio),
  );
}

async function measureMemory(bytes: number, aim: number): Promise<void> {
  await using scene = await withGenuine({
    version: "0.169.0",
    script: {
      acts: [{ do: "draw", answer: { kind: "bytes", bytes: heavyPng(bytes) } }],
    },
  });
  const running = await scene.fixture.start(generate, { program });
  const peak = await peakMemory(running.pid, running.result);
  const { code, stderr } = await running.result;
  if (code !== 0) throw new Error(stderr);
  const name = `peak memory, an image of ${bytes / 1024} KiB`;
  if (peak === undefined) await say(`${name}: this system does not tell`);
  else figures.push(sizeFigure(name, peak, aim));
}

async function say(line: string): Promise<void> {
  await Deno.stdout.write(new TextEncoder().encode(`${line}\n`));
}

await measureStart();
await measureSize();
for (const version of versions) await measureJobs(version);
await measureMemory(1024, most.memory);
await measureMemory(LARGE_IMAGE, most.largeMemory);

await say(`Medians and ranges of ${rounds} runs in turn, compiled programs\n`);
await say("| what | product | compared with | difference | ratio |");
await say("| --- | --- | --- | --- | --- |");
for (const [name, pair] of pairs) await say(pairText(name, pair));
await say("\n| figure | found | at most | |");
await say("| --- | --- | --- | --- |");
for (const figure of figures) await say(figureText(figure));
Deno.exit(figures.every(({ held }) => held) ? 0 : 1);
