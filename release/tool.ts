import { Refusal } from "./refusal.ts";

/** Exit code of a tool that was refused something; a bug ends as Deno ends it. */
const REFUSED = 1;

/** A line for the person who started the tool. */
export function say(line: string): void {
  Deno.stderr.writeSync(new TextEncoder().encode(`${line}\n`));
}

/** Runs a tool to its end: a {@linkcode Refusal} is told in one line. */
export async function runTool(tool: () => Promise<void>): Promise<void> {
  try {
    await tool();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    say(`Error: ${error.message}`);
    Deno.exit(REFUSED);
  }
}
