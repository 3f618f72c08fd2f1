/** Ctrl-C and worse, in the middle of a turn of a genuine Codex. */
import { assert, assertEquals } from "@std/assert";
import { Gate } from "../backend/gate.ts";
import { withGenuine } from "../support/fixture.ts";
import { failed, isHosted, succeeded, versions } from "./support.ts";

for (const version of versions) {
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    Deno.test(`${version}: ${signal} in the middle of a turn stops Codex and exits 130`, async () => {
      const never = new Gate();
      await using scene = await withGenuine({
        version,
        script: { acts: [{ do: "draw", hold: never }] },
      });
      const { fixture, backend } = scene;
      const running = await fixture.start([
        ...["generate", "--prompt", "a cat", "--json"],
      ]);
      await backend.requests.arrived(
        isHosted(version) ? "model" : "generation",
      );
      running.kill(signal);
      const run = await running.result;
      const { evidence } = failed(run, "runtime/cancelled", 130);
      assertEquals(evidence.mayHaveBeenCharged, true);
      assertEquals(await fixture.published(), []);
      await fixture.assertNothingLeft();
      never.open();
    });
  }

  Deno.test(`${version}: when the program is killed, Codex ends by itself and the next job cleans up`, async () => {
    const never = new Gate();
    await using scene = await withGenuine({
      version,
      script: { acts: [{ do: "draw", hold: never }] },
    });
    const { fixture, backend } = scene;
    const running = await fixture.start(["generate", "--prompt", "a cat"]);
    await backend.requests.arrived(isHosted(version) ? "model" : "generation");
    running.kill("SIGKILL");
    const run = await running.result;
    assert(run.signal === "SIGKILL");
    await fixture.assertNoProcessLeft();
    never.open();
    const receipt = succeeded(
      await fixture.run(["generate", "--prompt", "a dog", "--json"]),
    );
    assertEquals(await fixture.published(), [
      receipt.path.slice(fixture.workspace.length + 1),
    ]);
  });
}
