import { heavyPng } from "../../backend/pictures.ts";
import { withGenuine } from "../../support/fixture.ts";
import { peakMemory } from "../../soak/facts.ts";
import type { Programs } from "../programs.ts";

/**
 * The most memory that a job takes whose image has this many bytes, in bytes;
 * undefined on systems that do not tell.
 */
export async function measureMemory(
  { product }: Programs,
  bytes: number,
): Promise<number | undefined> {
  await using scene = await withGenuine({
    version: "0.169.0",
    script: {
      acts: [{ do: "draw", answer: { kind: "bytes", bytes: heavyPng(bytes) } }],
    },
  });
  const running = await scene.fixture.start(
    ["generate", "--prompt", "a cat"],
    { program: product },
  );
  const peak = await peakMemory(running.pid, running.result);
  const { code, stderr } = await running.result;
  if (code !== 0) throw new Error(stderr);
  return peak === undefined ? undefined : peak * 1e6;
}
