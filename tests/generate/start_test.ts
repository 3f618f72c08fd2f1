/** Proves that a start has the time that is left of the job, and not that of a whole one. */
import { assertEquals } from "@std/assert";
import { join } from "@std/path";
import { checkJob } from "../../src/generate/check.ts";
import { JobClock } from "../../src/generate/clock.ts";
import { startJob } from "../../src/generate/start.ts";
import { loadPolicy } from "../../src/policy/load.ts";
import { openScratch } from "../../src/system/scratch.ts";
import { failureOf, programArguments } from "../codex/support_codex.ts";
import { inFolder } from "../support/folder.ts";

Deno.test("startJob() gives up when the job's time is over, and leaves nothing", () =>
  inFolder(async (folder) => {
    const workspace = join(folder, "workspace");
    await Deno.mkdir(workspace);
    const context = {
      policy: await loadPolicy({ env: () => undefined, installation: [] }),
      progress: () => {},
      signal: new AbortController().signal,
    };
    const job = { request: { prompt: "a cat" }, workspace, overwrite: false };
    const checked = await checkJob(job, context);
    const scratch = await openScratch({ base: folder });
    let time = 0;
    const clock = new JobClock(context.progress, () => time);
    time = checked.timeoutMs - 1;
    const mute = { path: Deno.execPath(), args: programArguments({}) };
    const failure = await failureOf(() =>
      startJob(checked, mute, scratch, clock, context)
    );
    assertEquals(failure.code, "preflight/time_limit");
    assertEquals(Array.from(Deno.readDirSync(workspace)), []);
    assertEquals(await scratch.close(), true);
  }));
