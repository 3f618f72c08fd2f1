/** What the fake Codex was asked to draw. */
import * as z from "zod";
import type { FakeProgram } from "../fake_codex/launcher.ts";

const turn = z.object({
  input: z.array(z.discriminatedUnion("type", [
    z.object({ type: z.literal("text"), text: z.string() }),
    z.object({ type: z.literal("localImage"), path: z.string() }),
  ])),
});

/** One turn that Codex was asked for. */
export interface AskedTurn {
  readonly words: string;
  /** How many images came with it. */
  readonly images: number;
}

/** All turns so far, in order. */
export async function askedTurns(codex: FakeProgram): Promise<AskedTurn[]> {
  const calls = (await codex.received()).filter(({ method }) =>
    method === "turn/start"
  );
  return calls.map(({ params }) => {
    const { input } = turn.parse(params);
    return {
      words: input.flatMap((item) => item.type === "text" ? [item.text] : [])
        .join("\n"),
      images: input.filter(({ type }) => type === "localImage").length,
    };
  });
}

/** How many Codex processes were started so far. */
export async function started(codex: FakeProgram): Promise<number> {
  return (await codex.log()).filter(({ event }) => event === "start").length;
}
