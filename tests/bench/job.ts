/**
 * Times the product from source against a minimal client that does the same
 * turn, and `doctor` against the bare handshake: `deno task bench:job [VERSION
 * [ROUNDS]]`. All four are whole Deno processes with a genuine Codex and the
 * stand-in service, run in turn. Exits 1 when a figure misses its aim.
 */
import { fileURLToPath } from "node:url";
import { denoFolder } from "../support/deno_folder.ts";
import { type Fixture, withGenuine } from "../support/fixture.ts";
import { inTurn, median, pairText } from "./pairs.ts";

/** Aims: milliseconds above the minimal client, and times the handshake. */
const JOB_ABOVE_MS = 120;
const DOCTOR_RATIO = 1.3;

const [version = "0.169.0", rounds = "9"] = Deno.args;
const say = (line: string) =>
  Deno.stdout.write(new TextEncoder().encode(`${line}\n`));

async function product(fixture: Fixture, args: string[]): Promise<number> {
  const run = await fixture.run(args);
  if (run.code !== 0) throw new Error(run.stderr);
  return run.elapsed;
}

async function minimal(fixture: Fixture, what: string): Promise<number> {
  const begun = performance.now();
  const { code, stderr } = await new Deno.Command(Deno.execPath(), {
    args: [
      ...["run", "--quiet", "--frozen", "--no-prompt", "--allow-run"],
      ...["--allow-env", "--allow-read"],
      fileURLToPath(new URL("minimal.ts", import.meta.url)),
      ...[fixture.env["CODEX_BIN"] ?? "", fixture.workspace, what],
    ],
    env: { ...fixture.env, DENO_DIR: await denoFolder() },
    clearEnv: true,
  }).output();
  if (code !== 0) throw new Error(new TextDecoder().decode(stderr));
  return performance.now() - begun;
}

await using scene = await withGenuine({
  version,
  script: { acts: [{ do: "draw" }] },
});
const { fixture } = scene;
const job = await inTurn(
  Number(rounds),
  () => product(fixture, ["generate", "--prompt", "a cat"]),
  () => minimal(fixture, "job"),
);
const doctor = await inTurn(
  Number(rounds),
  () => product(fixture, ["doctor"]),
  () => minimal(fixture, "handshake"),
);
await say(`Codex ${version}, medians and ranges of ${rounds} runs in turn\n`);
await say("| what | product | minimal client | difference | ratio |");
await say("| --- | --- | --- | --- | --- |");
await say(pairText("text-to-image against the same turn", job));
await say(pairText("doctor against the handshake", doctor));

const missed = [
  median(job.ours) - median(job.theirs) > JOB_ABOVE_MS &&
  `a job should be at most ${JOB_ABOVE_MS} ms above the minimal client`,
  median(doctor.ours) / median(doctor.theirs) > DOCTOR_RATIO &&
  `doctor should take at most ${DOCTOR_RATIO} times the handshake`,
].flatMap((miss) => miss || []);
for (const miss of missed) await say(`\nMissed: ${miss}`);
Deno.exit(missed.length === 0 ? 0 : 1);
