/**
 * Proves G17 with genuine Codexes: when the product is killed, Codex notices
 * the end of its input and is gone, npm's script with it.
 */
import { assert } from "@std/assert";
import { Gate } from "../backend/gate.ts";
import { isHosted, newestOf } from "../genuine/support.ts";
import { until } from "../hostile/waiting.ts";
import { withGenuine } from "../support/fixture.ts";
import { MARKER, survivors } from "../support/survivors.ts";
import { kinds, startBy } from "./genuine_programs.ts";

for (const version of ["0.122.0", "0.169.0"]) {
  for (const kind of newestOf(kinds)) {
    Deno.test({
      name: `${version}: after our SIGKILL, Codex's ${kind} is gone`,
      ignore: Deno.build.os !== "linux",
      fn: async () => {
        const never = new Gate();
        await using scene = await withGenuine({
          version,
          script: { acts: [{ do: "draw", hold: never }] },
        });
        const { fixture, backend } = scene;
        await startBy(kind, version, fixture);
        const run = await fixture.start(["generate", "--prompt", "a cat"]);
        await backend.requests.arrived(
          isHosted(version) ? "model" : "generation",
        );
        const alive = () => survivors(fixture.env[MARKER] ?? "");
        assert((await alive()).length >= 3);
        run.kill("SIGKILL");
        await until(
          "the end of Codex",
          async () => (await alive()).length === 0,
        );
        await run.result;
        never.open();
      },
    });
  }
}
