/**
 * Times and weighs the product: `deno task bench [ROUNDS]`. Writes
 * `docs/benchmarks.md` and its chart, and exits 1 when a figure misses its aim.
 *
 * Everything is run in turn with what it is held against: an empty program, a
 * minimal client that does the same turn with the same flags for Codex but no
 * checks, no policy and no file to publish (`minimal.ts`), and the bare
 * handshake. All programs are compiled as the product is; Codex is genuine and
 * native, the service is the stand-in.
 */
import { fileURLToPath } from "node:url";
import { linearFigure, memoryFigures, rowFigures, sizeFigure } from "./aims.ts";
import { chart } from "./chart.ts";
import { type Figure, figuresTable } from "./figure.ts";
import { measureJobs } from "./measures/jobs.ts";
import { measureLines } from "./measures/line.ts";
import { measureMemory } from "./measures/memory.ts";
import { measurePicture } from "./measures/picture.ts";
import { measurePromises } from "./measures/promises.ts";
import { measurePublish } from "./measures/publish.ts";
import { measureStart } from "./measures/start.ts";
import { buildPrograms } from "./programs.ts";
import { type Row, rowsTable } from "./row.ts";
import { withSection } from "./section.ts";
import { median } from "./series.ts";

const docs = new URL("../../docs/", import.meta.url);
/** What takes longer would make all other bars too short to be read, in milliseconds. */
const CHART_MS = 5_000;
const versions = ["0.169.0", "0.122.0"];

const rounds = Number(Deno.args[0] ?? "11");
const programs = await buildPrograms();

const jobs: Row[] = [await measureStart(programs, rounds)];
for (const version of versions) {
  jobs.push(...await measureJobs(programs, version, rounds));
}
const parts: Row[] = [
  ...await measureLines(rounds),
  await measurePicture(rounds),
  await measurePublish(rounds),
];
const promises = await measurePromises(programs, rounds);
const [product, empty] = await Promise.all([
  Deno.stat(programs.product),
  Deno.stat(programs.empty),
]);
const figures: Figure[] = [
  ...rowFigures([...jobs, ...parts, ...promises]),
  ...linearFigure(parts),
  sizeFigure(product.size - empty.size),
  ...memoryFigures(
    await measureMemory(programs, 1024),
    await measureMemory(programs, 32 * 1024 * 1024),
  ),
];

const report =
  `Medians and ranges of ${rounds} runs in turn, a quarter of that for
32 MiB.

${rowsTable(jobs)}

${rowsTable(parts)}

${rowsTable(promises)}

${figuresTable(figures)}
`;
await Deno.writeTextFile(
  new URL("benchmarks.svg", docs),
  chart(
    `Medians and ranges of ${rounds} runs in turn, in milliseconds`,
    jobs.filter(({ product }) => median(product) < CHART_MS),
  ),
);
const page = new URL("benchmarks.md", docs);
await Deno.writeTextFile(
  page,
  withSection(await Deno.readTextFile(page), "bench", report),
);
await new Deno.Command(Deno.execPath(), {
  args: [
    ...["fmt", "--quiet", fileURLToPath(page)],
    fileURLToPath(new URL("benchmarks.svg", docs)),
  ],
}).output();
await Deno.stdout.write(new TextEncoder().encode(report));
Deno.exit(figures.every(({ held }) => held) ? 0 : 1);
