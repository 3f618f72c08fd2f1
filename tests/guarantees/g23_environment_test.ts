/**
 * Proves G23 by the environment that Codex really has: the user's own, without
 * what would replace its login. Linux only: elsewhere the environment that a
 * process was started with is not to be seen.
 */
import { assertEquals } from "@std/assert";
import { join } from "@std/path";
import { job } from "../hostile/cases.ts";
import { success } from "../hostile/documents.ts";
import { withFake } from "../support/fixture.ts";

const withheld = {
  OPENAI_API_KEY: "sk-1",
  CODEX_API_KEY: "sk-2",
  OPENAI_BASE_URL: "http://127.0.0.1:1",
  CODEX_ACCESS_TOKEN: "token",
};
const kept = {
  HTTPS_PROXY: "http://127.0.0.1:2",
  SSL_CERT_FILE: "/etc/ssl/own.pem",
  OPENAI_ORGANIZATION: "org",
  openai_api_key: "another variable here",
  EMPTY: "",
};

Deno.test({
  name:
    "Codex's environment is the user's without four variables, and with a log level",
  ignore: Deno.build.os !== "linux",
  fn: async () => {
    await using scene = await withFake({});
    const { fixture, codex } = scene;
    const seen = join(fixture.root, "environ");
    const program = join(fixture.root, "tells-its-environment");
    // Before the shell has changed anything in it.
    await Deno.writeTextFile(
      program,
      `#!/bin/sh\ncat /proc/$$/environ > '${seen}'\nexec '${codex.path}' "$@"\n`,
      { mode: 0o755 },
    );
    const own = { ...kept, RUST_LOG: "off", CODEX_BIN: program };
    success(await fixture.run(job, { env: { ...own, ...withheld } }));
    const environment = Object.fromEntries(
      (await Deno.readTextFile(seen)).split("\0").filter(Boolean)
        .map((line) => [
          line.slice(0, line.indexOf("=")),
          line.slice(line.indexOf("=") + 1),
        ]),
    );
    // Of the program that runs the product from source.
    delete environment["DENO_DIR"];
    assertEquals(environment, {
      ...fixture.env,
      ...own,
      RUST_LOG: "error",
      PATH: `${fixture.env["PATH"]}:${fixture.root}`,
    });
    await fixture.assertNothingLeft();
  },
});
