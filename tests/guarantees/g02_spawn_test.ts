/** Proves G2: a Codex that cannot be started is told of by a code, without waiting for an answer. */
import { join } from "@std/path";
import { job } from "../hostile/cases.ts";
import { failure } from "../hostile/documents.ts";
import { withFake } from "../support/fixture.ts";

/** What stands where Codex should; undefined: nothing. */
const programs: readonly [string, string | undefined, string][] = [
  ["is not there", undefined, "preflight/codex_missing"],
  ["is no program", "\u007fnot", "preflight/start_failed"],
  ["lacks its interpreter", "#!/no/such/node\n", "preflight/start_failed"],
  ["ends at once", "#!/bin/sh\nexit 1\n", "preflight/start_failed"],
];

for (const [what, text, code] of programs) {
  Deno.test({
    name: `A Codex that ${what} is told of by a code`,
    ignore: Deno.build.os === "windows",
    fn: async () => {
      await using scene = await withFake({});
      const { fixture } = scene;
      const path = join(fixture.root, "program");
      if (text !== undefined) {
        await Deno.writeTextFile(path, text, { mode: 0o755 });
      }
      const run = await fixture.run(job, { env: { CODEX_BIN: path } });
      failure(run, code, 3);
      await fixture.assertNothingLeft();
    },
  });
}
