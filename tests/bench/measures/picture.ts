import { inflateSync } from "node:zlib";
import { inspectImage } from "../../../src/image/inspect.ts";
import { photo } from "../../image/support_photo.ts";
import type { Row } from "../row.ts";
import { inTurn } from "../series.ts";

const limits = {
  maxBytes: 64 * 1024 * 1024,
  maxSide: 16_384,
  maxPixels: 40_000_000,
};

/** How long a photograph of 10 MB takes to be checked, pixels included, held against inflating it. */
export async function measurePicture(rounds: number): Promise<Row> {
  const { bytes, stream } = photo();
  const [ours, bare] = await inTurn(
    rounds,
    () =>
      timed(async () => {
        const inspection = await inspectImage(bytes, limits);
        if (!inspection.ok) throw new Error(inspection.reason);
      }),
    () => timed(() => inflateSync(stream)),
  );
  return {
    what: "checking a PNG of 10 MB",
    product: ours,
    against: bare,
    againstName: "inflating it",
  };
}

async function timed(work: () => unknown): Promise<number> {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
}
