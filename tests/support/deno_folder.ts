import * as z from "zod";

const info = z.object({ denoDir: z.string() });
let known: Promise<string> | undefined;

/**
 * The folder in which Deno keeps what it fetched and compiled, so that a child
 * with a home of its own finds it too.
 */
export function denoFolder(): Promise<string> {
  known ??= ask();
  return known;
}

async function ask(): Promise<string> {
  const { stdout } = await new Deno.Command(Deno.execPath(), {
    args: ["info", "--json", "--no-config"],
    stderr: "null",
  }).output();
  return info.parse(JSON.parse(new TextDecoder().decode(stdout))).denoDir;
}
