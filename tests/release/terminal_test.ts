/** The compiled product on a pseudo-terminal, by every tool here that makes one. */
import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { join } from "@std/path";
import { fileURLToPath } from "node:url";
import { Fixture } from "../support/fixture.ts";
import { compiled, compiledProduct } from "./support_program.ts";
import { onTerminal, terminals } from "./support_terminal.ts";

const reachOut = fileURLToPath(
  new URL("fixtures/reach_out.ts", import.meta.url),
);

for (const terminal of await terminals()) {
  Deno.test(`a terminal of ${terminal.name} shows a live line and the path`, async () => {
    await using fixture = await Fixture.make();
    const { code, screen } = await onTerminal(
      terminal,
      [await compiledProduct(), "demo", "--output", "a.png"],
      {
        env: { ...fixture.env, TERM: "xterm-256color", LANG: "C.UTF-8" },
        cwd: fixture.workspace,
      },
    );
    assertEquals(code, 0, screen);
    assert(screen.includes("\x1b["), "the line is drawn in place");
    assertStringIncludes(screen, join(fixture.workspace, "a.png"));
    await fixture.assertNothingLeft();
  });

  Deno.test(`a terminal of ${terminal.name} is never asked for a permission`, async () => {
    await using fixture = await Fixture.make();
    const { code, screen } = await onTerminal(
      terminal,
      [await compiled(reachOut, "reach-out"), "127.0.0.1:9"],
      {
        env: { ...fixture.env, TERM: "xterm-256color" },
        cwd: fixture.workspace,
      },
    );
    assertEquals(code, 0, screen);
    assertStringIncludes(screen, '"fetch":"NotCapable"');
    assert(!screen.includes("Allow?"), screen);
  });
}
