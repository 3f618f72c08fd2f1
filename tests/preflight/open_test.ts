import { assertEquals, assertRejects } from "@std/assert";
import { join } from "@std/path";
import { Failure } from "../../src/errors/failure.ts";
import { builtInPolicy } from "../../src/policy/built_in.ts";
import { openCodex, type OpenOptions } from "../../src/preflight/open.ts";
import {
  inTime,
  programArguments,
  readLog,
  readyCodex,
} from "../codex/support_codex.ts";
import { inFolder } from "../support/folder.ts";
import { isAlive } from "../system/support_process.ts";

function optionsOf(userAgent: string, log: string): OpenOptions {
  const on = {
    ...readyCodex,
    initialize: [[{ reply: { userAgent, codexHome: "/nowhere" } }]],
  };
  return {
    program: Deno.execPath(),
    programArguments: programArguments({ log, on }),
    cwd: Deno.cwd(),
    policy: builtInPolicy(),
    signal: new AbortController().signal,
  };
}

Deno.test("openCodex() gives a session and the version that Codex names", () =>
  inFolder(async (folder) => {
    const log = join(folder, "log");
    const { session, version } = await inTime(
      openCodex(optionsOf("modly/0.169.0 (Debian)", log)),
    );
    assertEquals(version, "0.169.0");
    await session.close();
  }));

for (const version of ["0.121.0", "0.122.0-alpha.1", "latest", ""]) {
  Deno.test(`openCodex() refuses a Codex that calls itself "${version}", and ends it`, () =>
    inFolder(async (folder) => {
      const log = join(folder, "log");
      const failure = await assertRejects(
        () => inTime(openCodex(optionsOf(`modly/${version} (Debian)`, log))),
        Failure,
      );
      assertEquals(failure.code, "preflight/unsupported_version");
      assertEquals(await isAlive((await readLog(log)).start.pid), false);
    }));
}

Deno.test("openCodex() withholds API keys from Codex", () =>
  inFolder(async (folder) => {
    const seen = join(folder, "seen");
    const program = join(folder, "program.js");
    await Deno.writeTextFile(
      program,
      `Deno.writeTextFileSync(${JSON.stringify(seen)}, JSON.stringify(
        [Deno.env.get("OPENAI_API_KEY") ?? null, Deno.env.get("PATH")]));`,
    );
    Deno.env.set("OPENAI_API_KEY", "sk-secret");
    try {
      await assertRejects(() =>
        inTime(openCodex({
          ...optionsOf("unused", join(folder, "log")),
          programArguments: ["run", "--allow-all", program],
        })), Failure);
    } finally {
      Deno.env.delete("OPENAI_API_KEY");
    }
    const [key, path] = JSON.parse(await Deno.readTextFile(seen));
    assertEquals(key, null);
    assertEquals(path.startsWith(Deno.env.get("PATH")), true);
  }));
