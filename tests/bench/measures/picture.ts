import { heavyPng } from "../../backend/pictures.ts";
import { inspectImage } from "../../../src/image/inspect.ts";
import type { Row } from "../row.ts";
import { inTurn } from "../series.ts";

export async function measurePicture(rounds: number): Promise<Row> {
  const bytes = heavyPng(10_000_000);
  const limits = { maxBytes: 64e6, maxSide: 16384, maxPixels: 40e6 };
  const [ours] = await inTurn(rounds, async () => {
    const begun = performance.now();
    const r = await inspectImage(bytes, limits);
    if (!r.ok) throw new Error(r.reason);
    return performance.now() - begun;
  });
  return { what: "checking a PNG of 10 MB", product: ours };
}
