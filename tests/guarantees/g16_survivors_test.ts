/**
 * Proves G16: soon after any ending no process of the job is alive, those that
 * a genuine Codex starts included. Linux shows the environment of a process, by
 * which its descendants are known; other systems do not.
 */
import { assert } from "@std/assert";
import { usageLimit } from "../backend/failures.ts";
import { Gate } from "../backend/gate.ts";
import type { Act } from "../backend/scenario.ts";
import { failed, newestOf, succeeded } from "../genuine/support.ts";
import { withGenuine } from "../support/fixture.ts";
import type { RunningProduct } from "../support/product.ts";
import { MARKER, survivors } from "../support/survivors.ts";
import { kinds, startBy } from "./genuine_programs.ts";
import { handshakes } from "../support/pace.ts";

const VERSION = "0.169.0";
/** Notices no end of input: only a signal to the process group ends it. */
const helper = "sleep 60 < /dev/null > /dev/null 2>&1 &";
const tomorrow = Math.floor(Date.now() / 1_000) + 86_400;

/** A way in which a job ends. */
interface Ending {
  readonly name: string;
  /** What the model does; default: it draws and the picture never comes. */
  readonly act?: Act;
  /** What is done to the job in the middle of its turn. */
  readonly meanwhile?: (run: RunningProduct) => void;
  readonly args?: readonly string[];
  /** Nobody is left to send signals. */
  readonly noSignals?: true;
  readonly ended: (run: RunningProduct) => Promise<unknown>;
}

const endings: readonly Ending[] = [
  {
    name: "its image",
    act: { do: "draw" },
    ended: async ({ result }) => succeeded(await result),
  },
  {
    name: "a refusal of the service",
    act: { do: "http", answer: usageLimit(tomorrow), times: Infinity },
    ended: async ({ result }) => failed(await result, "runtime/usage_limit", 4),
  },
  {
    name: "its time limit",
    args: ["--timeout", String(handshakes(5) / 1_000)],
    ended: async ({ result }) =>
      failed(await result, "runtime/outcome_unknown", 5),
  },
  {
    name: "Ctrl-C",
    meanwhile: (run) => run.kill("SIGINT"),
    ended: async ({ result }) => failed(await result, "runtime/cancelled", 130),
  },
  {
    name: "SIGKILL",
    meanwhile: (run) => run.kill("SIGKILL"),
    noSignals: true,
    ended: async ({ result }) => assert((await result).signal === "SIGKILL"),
  },
];

for (const kind of newestOf(kinds)) {
  for (const { name, act, meanwhile, args = [], noSignals, ended } of endings) {
    Deno.test({
      name:
        `Nothing of Codex's ${kind} lives on after a job that ended by ${name}`,
      ignore: Deno.build.os !== "linux",
      fn: async () => {
        const never = new Gate();
        await using scene = await withGenuine({
          version: VERSION,
          script: { acts: [act ?? { do: "draw", hold: never }] },
        });
        const { fixture, backend } = scene;
        await startBy(kind, VERSION, fixture, noSignals ? "" : helper);
        const run = await fixture.start([
          ...["generate", "--prompt", "a cat", "--json"],
          ...args,
        ]);
        await backend.requests.arrived("model");
        if (meanwhile !== undefined) {
          await backend.requests.arrived("generation");
          const alive = await survivors(fixture.env[MARKER] ?? "");
          assert(alive.length >= (kind === "npm script" ? 4 : 3));
          meanwhile(run);
        }
        await ended(run);
        await fixture.assertNoProcessLeft();
        never.open();
      },
    });
  }
}
