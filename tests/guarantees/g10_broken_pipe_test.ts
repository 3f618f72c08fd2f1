/** Proves G10: a Codex that closes its input, and lives on, does not bring us down. */
import { assertEquals } from "@std/assert";
import { join } from "@std/path";
import { Connection } from "../../src/codex/connection.ts";
import { Child } from "../../src/system/child.ts";
import { inTime } from "../codex/support_codex.ts";
import { job, withPolicy } from "../hostile/cases.ts";
import { failure } from "../hostile/documents.ts";
import { withFake } from "../support/fixture.ts";

/** Closes its input, says so, and stays until it is ended. */
const closesInput = `exec 0<&-; echo '{"method":"closed"}'; exec sleep 60`;

// A program that closes its own input is a shell's; Windows has none.
if (Deno.build.os !== "windows") {
  Deno.test("Writing to a Codex that has closed its input is no crash", async () => {
    const connection = new Connection(
      new Child("/bin/sh", {
        args: ["-c", closesInput],
        cwd: "/",
        env: { PATH: "/usr/bin:/bin" },
      }),
    );
    try {
      const closed = Promise.withResolvers<void>();
      connection.onNotification = () => closed.resolve();
      await inTime(closed.promise);
      connection.notify("initialized");
      const params = { text: "x".repeat(1_000_000) };
      const replies = await inTime(Promise.all(
        ["a", "b"].map((method) => connection.request(method, params, 200)),
      ));
      assertEquals(replies, [{ kind: "timeout" }, { kind: "timeout" }]);
    } finally {
      await inTime(connection.close());
    }
  });

  Deno.test("A job whose Codex has closed its input ends by a code of its own", async () => {
    await using scene = await withFake({});
    const { fixture } = scene;
    const path = join(fixture.root, "closes-input");
    await Deno.writeTextFile(path, `#!/bin/sh\n${closesInput}\n`, {
      mode: 0o755,
    });
    const policy = await withPolicy(scene, { limits: { handshakeSeconds: 1 } });
    const run = await fixture.run([...job, ...policy], {
      env: { CODEX_BIN: path },
    });
    failure(run, "preflight/handshake_timeout", 3);
    await fixture.assertNothingLeft();
  });
}
