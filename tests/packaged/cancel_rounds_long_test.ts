/** Cancelling again and again: nothing adds up. */
import { assertEquals } from "@std/assert";
import { assertWorks, startHeld } from "./jobs.ts";
import { packagedTest } from "./scene.ts";

const ROUNDS = 20;

packagedTest(
  `Cancelled ${ROUNDS} times in a row, the extension makes a picture after each`,
  {},
  async (scene) => {
    const { host, fixture } = scene;
    await host.discover();
    for (let round = 0; round < ROUNDS; round++) {
      const job = `round-${round}`;
      await startHeld(scene, job);
      await host.cancel(job);
      assertEquals((await host.ended(job)).status, "cancelled");
      await scene.quiet();
      await assertWorks(scene, `picture-${round}-`);
    }
    assertEquals((await fixture.published()).length, ROUNDS);
  },
);
