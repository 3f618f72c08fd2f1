import { join } from "@std/path";
import { Connection } from "../../../src/codex/connection.ts";
import { Gate } from "../../backend/gate.ts";
import { inTime, LONG, scriptedChild } from "../../codex/support_codex.ts";
import { turnBegins } from "../../fake_codex/scenario.ts";
import { job, TARGET } from "../../hostile/cases.ts";
import { called, until } from "../../hostile/waiting.ts";
import { genuineCodex } from "../../support/codex_cache.ts";
import { withFake, withGenuine } from "../../support/fixture.ts";
import { MinimalClient } from "../../support/minimal_client.ts";
import { MARKER, survivors } from "../../support/survivors.ts";
import type { Programs } from "../programs.ts";
import type { Row } from "../row.ts";
import { inTurn, type Run } from "../series.ts";

/** From when on a second Ctrl-C is no longer the first one's echo, in milliseconds. */
const NO_ECHO = 1_200;
const CODEX = "0.169.0";

/**
 * How long what `docs/guarantees.md` promises takes, each held against a
 * handshake with a genuine Codex in the same run, so that the number says
 * something on a busy computer too.
 */
export async function measurePromises(
  { product: program }: Programs,
  rounds: number,
): Promise<Row[]> {
  const promises: readonly (readonly [string, Run])[] = [
    ["no Codex to start is told (G2)", () => noCodex(program)],
    ["requests end after Codex (G9)", afterCodex],
    ["cancelled with a deaf Codex (G14)", () => cancelled(program)],
    ["the second Ctrl-C (G15)", () => secondStop(program)],
    ["Codex is gone after our SIGKILL (G17)", () => killed(program)],
    ["from the image to its name (G19)", () => published(program)],
  ];
  const rows: Row[] = [];
  for (const [what, promise] of promises) {
    const [ours, against] = await inTurn(rounds, promise, handshake);
    rows.push({
      what,
      product: ours,
      against,
      againstName: "the handshake",
    });
  }
  return rows;
}

async function since(begun: number, work: Promise<unknown>): Promise<number> {
  await work;
  return performance.now() - begun;
}

async function handshake(): Promise<number> {
  await using scene = await withGenuine({
    version: CODEX,
    script: { acts: [] },
  });
  const { native } = await genuineCodex(CODEX);
  const begun = performance.now();
  await using client = new MinimalClient(native, scene.fixture.env);
  return await since(begun, client.shakeHands());
}

async function noCodex(program: string): Promise<number> {
  await using scene = await withFake({});
  const { fixture } = scene;
  const path = join(fixture.root, "no-codex");
  const run = await fixture.run(job, { program, env: { CODEX_BIN: path } });
  return run.elapsed;
}

async function afterCodex(): Promise<number> {
  const child = scriptedChild({ on: { go: [[{ exit: 1 }]] } });
  const connection = new Connection(child);
  try {
    const replies = ["waits", "go"].map((method) =>
      connection.request(method, {}, LONG)
    );
    await inTime(child.exited);
    return await since(performance.now(), Promise.all(replies));
  } finally {
    await connection.close();
  }
}

/** A Codex in its turn that ignores every request to stop. */
const deaf = {
  stubborn: true,
  on: { "turn/start": [turnBegins], "turn/interrupt": [[]] },
} as const;

async function cancelled(program: string): Promise<number> {
  await using scene = await withFake(deaf);
  const run = await scene.fixture.start(job, { program });
  await called(scene.codex, "turn/start");
  const begun = performance.now();
  run.kill("SIGINT");
  return await since(begun, run.result);
}

async function secondStop(program: string): Promise<number> {
  await using scene = await withFake(deaf);
  const run = await scene.fixture.start(job, { program });
  await called(scene.codex, "turn/start");
  run.kill("SIGINT");
  await run.said("Stopping");
  await new Promise((resolve) => setTimeout(resolve, NO_ECHO));
  const begun = performance.now();
  run.kill("SIGINT");
  return await since(begun, run.result);
}

async function killed(program: string): Promise<number> {
  const never = new Gate();
  await using scene = await withGenuine({
    version: CODEX,
    script: { acts: [{ do: "draw", hold: never }] },
  });
  const { fixture, backend } = scene;
  const run = await fixture.start(job, { program });
  await backend.requests.arrived("generation");
  const alive = () => survivors(fixture.env[MARKER] ?? "");
  const begun = performance.now();
  run.kill("SIGKILL");
  const took = await since(
    begun,
    until("the end of Codex", async () => (await alive()).length === 0),
  );
  await run.result;
  never.open();
  return took;
}

async function published(program: string): Promise<number> {
  await using scene = await withFake({
    on: { "turn/start": [[...turnBegins, { do: "image" }]] },
  });
  const { fixture } = scene;
  const run = await fixture.start(job, { program });
  await run.said('"securing"');
  const begun = performance.now();
  const took = await since(
    begun,
    until(
      "the image",
      async () => (await fixture.published()).includes(TARGET),
    ),
  );
  await run.result;
  return took;
}
