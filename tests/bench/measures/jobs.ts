import { join } from "@std/path";
import type { Act } from "../../backend/scenario.ts";
import { heavyPng } from "../../backend/pictures.ts";
import { type GenuineFixture, withGenuine } from "../../support/fixture.ts";
import {
  minimalFromSource,
  type Programs,
  timed,
  timedFromSource,
} from "../programs.ts";
import type { Row } from "../row.ts";
import { inTurn } from "../series.ts";

/** Bytes: a large input, and the largest image that the policy takes from Codex. */
const INPUT_BYTES = 10_000_000;
const RESULT_BYTES = 32 * 1024 * 1024;

const generate = ["generate", "--prompt", "a cat"];

/** Times every kind of job, `doctor` and the program's source with one Codex. */
export async function measureJobs(
  programs: Programs,
  codex: string,
  rounds: number,
): Promise<Row[]> {
  return [
    await measureDoctor(programs, codex, rounds),
    await measureJob(programs, "text-to-image", codex, rounds),
    await measureWithInput(programs, codex, rounds),
    await measureLargeResult(programs, codex, rounds),
    await measureSource(codex, rounds),
  ];
}

async function measureDoctor(
  { product, minimal }: Programs,
  codex: string,
  rounds: number,
): Promise<Row> {
  await using scene = await drawing(codex, { do: "draw" });
  const { fixture } = scene;
  const [ours, handshake] = await inTurn(
    rounds,
    () => timed(fixture, product, ["doctor"]),
    () => timed(fixture, minimal, client(scene, "handshake")),
  );
  return {
    what: "`doctor`",
    codex,
    product: ours,
    against: handshake,
    againstName: "the handshake",
    floor: handshake,
  };
}

async function measureWithInput(
  programs: Programs,
  codex: string,
  rounds: number,
): Promise<Row> {
  const folder = await Deno.makeTempDir({ prefix: "modly-bench-" });
  try {
    const path = join(folder, "input.png");
    await Deno.writeFile(path, heavyPng(INPUT_BYTES));
    return await measureJob(
      programs,
      "image-to-image, 10 MB in",
      codex,
      rounds,
      { images: [path] },
    );
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

function measureLargeResult(
  programs: Programs,
  codex: string,
  rounds: number,
): Promise<Row> {
  const bytes = heavyPng(RESULT_BYTES);
  // Codex 0.122.0 takes 20 s for such an image.
  const fewer = Math.ceil(rounds / 4);
  return measureJob(programs, "text-to-image, 32 MiB out", codex, fewer, {
    act: { do: "draw", answer: { kind: "bytes", bytes } },
  });
}

async function measureJob(
  { product, minimal }: Programs,
  what: string,
  codex: string,
  rounds: number,
  { images = [], act = { do: "draw" } }: {
    readonly images?: readonly string[];
    readonly act?: Act;
  } = {},
): Promise<Row> {
  await using scene = await drawing(codex, act);
  const { fixture } = scene;
  const words = [...generate, ...images.flatMap((path) => ["--image", path])];
  const [ours, against, floor] = await inTurn(
    rounds,
    () => timed(fixture, product, words),
    () => timed(fixture, minimal, client(scene, "job", images)),
    () => timed(fixture, minimal, client(scene, "handshake")),
  );
  return { what, codex, product: ours, against, floor };
}

async function measureSource(codex: string, rounds: number): Promise<Row> {
  await using scene = await drawing(codex, { do: "draw" });
  const { fixture } = scene;
  const [ours, against, floor] = await inTurn(
    rounds,
    () => timedFromSource(fixture, generate),
    () => minimalFromSource(fixture, client(scene, "job")),
    () => minimalFromSource(fixture, client(scene, "handshake")),
  );
  return {
    what: "text-to-image, all from source",
    codex,
    product: ours,
    against,
    floor,
  };
}

function drawing(version: string, act: Act): Promise<GenuineFixture> {
  return withGenuine({ version, script: { acts: [act] } });
}

function client(
  { fixture }: GenuineFixture,
  what: "job" | "handshake",
  images: readonly string[] = [],
): string[] {
  return [fixture.env["CODEX_BIN"] ?? "", fixture.workspace, what, ...images];
}
