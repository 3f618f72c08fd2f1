/** Many jobs for one place at once, in both forms, with a genuine Codex. */
import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { join } from "@std/path";
import { failure, success } from "../hostile/documents.ts";
import { generateMessage, Host, type Said } from "../modly/support_host.ts";
import type { ProductResult } from "../support/product.ts";
import { pictureOf, promptOf, Stage } from "./stage.ts";

const VERSION = "0.169.0";
/** Two jobs that start together meet in another step each time. */
const ROUNDS = 3;

function generate(job: number, output: string): string[] {
  const prompt = promptOf(job);
  return ["generate", "--prompt", prompt, "--json", "--output", output];
}

/**
 * Sets the stage for so many jobs, whose pictures are drawn at once. Twenty
 * Codexes that start together on a busy computer take longer than one may.
 */
async function ready(jobs: readonly number[]): Promise<Stage> {
  const stage = await Stage.open(VERSION);
  const policy = join(stage.fixture.root, "policy.json");
  await Deno.writeTextFile(policy, '{"limits":{"handshakeSeconds":60}}');
  stage.fixture.env["MODLY_CODEX_POLICY"] = policy;
  jobs.forEach((job) => stage.expect(job));
  stage.draw();
  return stage;
}

function numbers(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index + 1);
}

async function picturesBelow(folder: string): Promise<Set<string>> {
  const pictures = new Set<string>();
  for await (const { name } of Deno.readDir(folder)) {
    pictures.add((await Deno.readFile(join(folder, name))).toBase64());
  }
  return pictures;
}

/** Fails unless the folder holds the pictures of these jobs and nothing else. */
async function holdsPicturesOf(
  jobs: readonly number[],
  folder: string,
): Promise<void> {
  const found = await picturesBelow(folder);
  const wanted = new Set(jobs.map((job) => pictureOf(job).toBase64()));
  assertEquals(found.size, jobs.length);
  assert(wanted.isSubsetOf(found), "an image is another job's, or not whole");
}

Deno.test("A second run for a target whose job is in its turn is refused before it pays", async () => {
  await using stage = await Stage.open(VERSION);
  const { fixture } = stage;
  [1, 2].forEach((job) => stage.expect(job));
  const first = await fixture.start(generate(1, "cat.png"));
  await Promise.race([stage.asked(1), first.result]);
  const second = await fixture.start(generate(2, "cat.png"));
  const inTurn = stage.asked(2).then(() => true);
  const ended = second.result.then(() => false);
  assert(!await Promise.race([inTurn, ended]), "the second run has a turn");
  failure(await second.result, "output/already_exists", 2);
  assertEquals(stage.paid, 1);
  stage.draw();
  success(await first.result);
  assertEquals(stage.paid, 1);
  await holdsPicturesOf([1], fixture.workspace);
  await fixture.assertNothingLeft();
});

Deno.test("Of two runs that start together for one target one wins, and only it pays", async () => {
  await using stage = await ready(numbers(2 * ROUNDS));
  const { fixture } = stage;
  for (let round = 1; round <= ROUNDS; round++) {
    const folder = `round-${round}`;
    const pair = [2 * round - 1, 2 * round];
    const runs = await Promise.all(
      pair.map((job) => fixture.run(generate(job, `${folder}/cat.png`))),
    );
    const winner = runs.findIndex(({ code }) => code === 0);
    runs.forEach((run: ProductResult, index) =>
      index === winner ? success(run) : failure(run, "output/already_exists", 2)
    );
    assertEquals(stage.paid, round);
    const won = pair.filter((_, index) => index === winner);
    await holdsPicturesOf(won, join(fixture.workspace, folder));
  }
  await fixture.assertNothingLeft();
});

Deno.test("Of two jobs of one process for one target one wins, and only it pays", async () => {
  await using stage = await ready(numbers(2 * ROUNDS));
  const { fixture } = stage;
  await using host = await Host.start(fixture, { node: "text-to-image" });
  for (let round = 1; round <= ROUNDS; round++) {
    const pair = [2 * round - 1, 2 * round];
    const answers = await answersTo(
      host,
      pair,
      (job) =>
        generateMessage(fixture, {
          id: `job-${job}`,
          params: { prompt: promptOf(job), output: `round-${round}/cat.png` },
        }),
    );
    const [refused] = answers.filter(({ type }) => type === "error");
    assertStringIncludes(
      String(refused?.["message"]),
      "(output/already_exists)",
    );
    const won = pair.filter((_, index) => answers[index]?.["type"] === "done");
    assertEquals([won.length, stage.paid], [1, round]);
    const folder = join(fixture.workspace, "Default", `round-${round}`);
    await holdsPicturesOf(won, folder);
  }
});

Deno.test("Twenty runs into one folder at once publish twenty images, each its own", async () => {
  const jobs = numbers(20);
  await using stage = await ready(jobs);
  const { fixture } = stage;
  const runs = await Promise.all(
    jobs.map((job) => fixture.run(generate(job, "many"))),
  );
  for (const [index, run] of runs.entries()) {
    const { path } = success(run);
    assertEquals(await Deno.readFile(path), pictureOf(index + 1));
  }
  await holdsPicturesOf(jobs, join(fixture.workspace, "many"));
  assertEquals(stage.paid, 20);
  await fixture.assertNothingLeft();
});

Deno.test("Twenty jobs of one process at once publish twenty images, each its own", async () => {
  const jobs = numbers(20);
  await using stage = await ready(jobs);
  const { fixture } = stage;
  {
    await using host = await Host.start(fixture, { node: "text-to-image" });
    const answers = await answersTo(
      host,
      jobs,
      (job) =>
        generateMessage(fixture, {
          id: `job-${job}`,
          params: { prompt: promptOf(job) },
        }),
    );
    for (const [index, answer] of answers.entries()) {
      const path = String(answer["output_path"]);
      assertEquals(await Deno.readFile(path), pictureOf(index + 1));
    }
  }
  await holdsPicturesOf(jobs, join(fixture.workspace, "Default"));
  assertEquals(stage.paid, 20);
  await fixture.assertNothingLeft();
});

/**
 * The last line about each job, all of them sent at once. They are heard one
 * after the other, so that each may take as long as a host waits for a line.
 */
async function answersTo(
  host: Host,
  jobs: readonly number[],
  message: (job: number) => Said,
): Promise<Said[]> {
  await Promise.all(jobs.map((job) => host.send(message(job))));
  const answers: Said[] = [];
  for (const job of jobs) {
    const last = ["done", "error"].map((type) =>
      host.hears({ type, id: `job-${job}` })
    );
    answers.push(await Promise.any(last));
  }
  return answers;
}
