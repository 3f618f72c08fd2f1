/** Proves that no turn is started once the job's time is over: it would be charged for nothing. */
import { assertEquals } from "@std/assert";
import { join } from "@std/path";
import { checkJob } from "../../src/generate/check.ts";
import { JobClock } from "../../src/generate/clock.ts";
import { takeTurn } from "../../src/generate/take_turn.ts";
import { reserveOutput } from "../../src/output/reserve.ts";
import { loadPolicy } from "../../src/policy/load.ts";
import {
  failureOf,
  methodsOf,
  readLog,
  withSession,
} from "../codex/support_codex.ts";
import { inFolder } from "../support/folder.ts";

Deno.test("takeTurn() refuses when the time is over, before Codex is asked", () =>
  inFolder(async (folder) => {
    const log = join(folder, "log");
    const context = {
      policy: await loadPolicy({ env: () => undefined, installation: [] }),
      progress: () => {},
      signal: new AbortController().signal,
    };
    const job = {
      request: { prompt: "a cat" },
      workspace: folder,
      overwrite: false,
    };
    const checked = await checkJob(job, context);
    const reservation = await reserveOutput(checked.workspace, checked.target, {
      overwrite: false,
      mode: checked.request.mode,
      id: checked.id,
      spareFolder: folder,
    });
    await withSession({ log }, async (session) => {
      const thread = await session.startThread("x");
      const started = {
        session,
        thread,
        version: "0.169.0",
        images: [],
        reservation,
        warnings: [],
      };
      const clock = new JobClock(context.progress);
      const late = { ...checked, timeoutMs: 0 };
      const failure = await failureOf(() =>
        takeTurn(late, started, clock, context)
      );
      assertEquals(failure.code, "preflight/time_limit");
      assertEquals(failure.retry, "safe");
    });
    await reservation.abandon();
    assertEquals(methodsOf(await readLog(log)).includes("turn/start"), false);
  }));
