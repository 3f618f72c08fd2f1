/** A fake Codex that one process after another talks to, without the product's command line. */
import { join } from "@std/path";
import { Session } from "../../../src/codex/session.ts";
import { fakeCodex } from "../../fake_codex/launcher.ts";
import type { FakeScenario } from "../../fake_codex/scenario.ts";

/** Opens a session with a fake that plays `scenario`, and does `work` with it. */
export async function withFakeSession(
  scenario: FakeScenario,
  work: (session: Session) => Promise<void>,
): Promise<void> {
  const folder = await Deno.realPath(
    await Deno.makeTempDir({ prefix: "modly-fake-" }),
  );
  try {
    const { path } = await fakeCodex(folder, scenario);
    const session = await Session.open({
      program: path,
      programArguments: [],
      env: {
        PATH: Deno.env.get("PATH") ?? "",
        CODEX_HOME: join(folder, "home"),
      },
      cwd: folder,
      client: { name: "modly", title: "Modly", version: "1.2.3" },
      handshakeMs: 20_000,
      signal: new AbortController().signal,
    });
    try {
      await work(session);
    } finally {
      await session.close();
    }
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}
