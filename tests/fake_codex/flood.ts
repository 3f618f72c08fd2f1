import type { Output } from "./output.ts";
import type { Step } from "./scenario.ts";

/** Time between two waves, in milliseconds. */
const EVERY = 5;

/** Sends what the step says until that is over or `stopped`; gives back how many messages. */
export async function flood(
  { message, perSecond, seconds }: Extract<Step, { readonly do: "flood" }>,
  output: Output,
  stopped: () => boolean,
): Promise<number> {
  const text = JSON.stringify(message);
  const begun = performance.now();
  const all = perSecond * seconds;
  let sent = 0;
  while (sent < all && !stopped()) {
    await new Promise((resolve) => setTimeout(resolve, EVERY));
    const due = Math.min(all, (performance.now() - begun) * perSecond / 1_000);
    const lines = [];
    for (; sent < due; sent++) {
      lines.push(`${text.replaceAll("<<n>>", String(sent))}\n`);
    }
    output.text(lines.join(""));
  }
  return sent;
}
