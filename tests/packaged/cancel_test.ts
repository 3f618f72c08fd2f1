/** Cancelling and killing in the middle of a genuine turn. */
import { newestOf } from "../genuine/support.ts";
import { assertEquals } from "@std/assert";
import { assertWorks, startHeld } from "./jobs.ts";
import { packagedTest } from "./scene.ts";
import { versions } from "./service.ts";

for (const version of newestOf(versions)) {
  packagedTest(
    `${version}: cancelled by its event, a job takes Codex with it; so does a host that dies`,
    { version },
    async (scene) => {
      const { host, fixture } = scene;
      await host.discover();
      await startHeld(scene, "first");
      await host.cancel("first");
      const ended = await host.ended("first");
      assertEquals(ended.status, "cancelled", ended.error);
      await scene.quiet();
      assertEquals(await fixture.published(), []);
      await assertWorks(scene, "a cat");
      await startHeld(scene, "second");
      await host.crash();
      await fixture.assertNothingLeft();
      assertEquals((await fixture.published()).length, 1);
    },
  );

  packagedTest(
    `${version}: killed in a job, the binary takes Codex with it, and the next job is good`,
    { version, mode: "subprocess" },
    async (scene) => {
      const { host, fixture } = scene;
      await host.discover();
      await startHeld(scene, "killed");
      await host.cancel("killed");
      assertEquals((await host.ended("killed")).status, "error");
      await scene.quiet();
      await scene.age();
      await assertWorks(scene, "a cat");
      // What the killed one left in the workspace is gone too.
      assertEquals((await fixture.published()).length, 1);
      await startHeld(scene, "asked to stop");
      await host.cancel("asked to stop", false);
      assertEquals((await host.ended("asked to stop")).status, "cancelled");
      await assertWorks(scene, "a dog");
    },
  );
}
