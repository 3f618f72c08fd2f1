/** Proves that doctor and readiness do not call ready what a job then fails on. */
import { assertEquals, assertStringIncludes } from "@std/assert";
import { join } from "@std/path";
import { withGenuine } from "../support/fixture.ts";

for (const version of ["0.122.0", "0.169.0"]) {
  Deno.test(`doctor and readiness see settings that Codex ${version} cannot read`, async () => {
    await using scene = await withGenuine({ version, script: { acts: [] } });
    const { fixture } = scene;
    await Deno.writeTextFile(
      join(fixture.codexHome, "config.toml"),
      "this is = = not",
    );
    const doctor = await fixture.run(["doctor", "--json"]);
    assertEquals(doctor.code, 3);
    const report = JSON.parse(doctor.stdout);
    assertEquals(report.code, "preflight/start_failed");
    const failed = report.checks.filter(({ status }: { status: string }) =>
      status === "fail"
    );
    assertEquals(failed.length, 1);
    assertEquals(failed[0].id, "codex.settings");
    assertStringIncludes(failed[0].remedy, "config.toml");
    const readiness = JSON.parse(
      (await fixture.run(["readiness", "--json"])).stdout,
    );
    assertEquals(readiness.ok, false);
    await fixture.assertNothingLeft();
  });
}
