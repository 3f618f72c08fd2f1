import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { chooseDisplay } from "../../src/cli/progress/choose.ts";
import { jsonLine } from "../../src/cli/progress/jsonl.ts";
import { liveDisplay } from "../../src/cli/progress/live.ts";
import { BUSY, IDLE, liveLine } from "../../src/cli/progress/live_line.ts";
import { plainLine } from "../../src/cli/progress/plain.ts";
import { elapsedText } from "../../src/cli/progress/words.ts";
import { type ProgressEvent, stages } from "../../src/generate/progress.ts";
import { runFake } from "./fake_context.ts";
import { receipt } from "./samples.ts";
import { PATIENCE_MS } from "../support/pace.ts";

const begun: ProgressEvent = {
  type: "stage",
  stage: "generating",
  elapsedMs: 412.6,
};
const slow: ProgressEvent = {
  type: "notice",
  message: "This takes\nits time",
  elapsedMs: 61_000,
};

Deno.test("elapsedText() grows coarser with time", () => {
  const cases = [
    [-1, "0.0 s"],
    [449, "0.4 s"],
    [9_949, "9.9 s"],
    [9_950, "10 s"],
    [59_499, "59 s"],
    [59_500, "1 min 00 s"],
    [125_000, "2 min 05 s"],
    [3_600_000, "60 min 00 s"],
  ] as const;
  for (const [ms, text] of cases) assertEquals(elapsedText(ms), text);
});

Deno.test("plainLine() tells the stage and the time", () => {
  assertEquals(plainLine(begun), "[0.4 s] Making the image\n");
  assertEquals(plainLine(slow), "[1 min 01 s] This takes its time\n");
});

Deno.test("jsonLine() gives a program the stage and the time", () => {
  assertEquals(
    jsonLine(begun),
    '{"event":"stage","stage":"generating","elapsedMs":413}\n',
  );
  assertEquals(
    jsonLine(slow),
    '{"event":"notice","message":"This takes\\nits time","elapsedMs":61000}\n',
  );
});

Deno.test("liveLine() draws over itself and never breaks the line", () => {
  const line = { words: "Making the image", elapsedMs: 2_500, frame: 1 };
  assertEquals(
    liveLine(line, { columns: 80, unicode: false }),
    "\r\x1b[2K/ Making the image 2.5 s",
  );
  assertEquals(
    liveLine(line, { columns: 80, unicode: true }),
    "\r\x1b[2K⠙ Making the image 2.5 s",
  );
  assertEquals(
    liveLine(line, { columns: 11, unicode: false }),
    "\r\x1b[2K/ Making t",
  );
  assertEquals(liveLine(line, { columns: 0, unicode: false }), "\r\x1b[2K");
});

Deno.test("no form of progress shows a percentage", () => {
  for (const stage of stages) {
    const event = { type: "stage", stage, elapsedMs: 500 } as const;
    assertEquals((plainLine(event) + jsonLine(event)).includes("%"), false);
  }
});

/** A screen that keeps what was written; `time.now` is its clock. */
function fakeScreen() {
  const written: string[] = [];
  const time = { now: 1_000 };
  const screen = {
    live: true,
    unicode: false,
    colour: false,
    columns: () => 40,
    now: () => time.now,
    write: (text: string) => void written.push(text),
  };
  return { screen, written, time };
}

Deno.test("liveDisplay() draws stages and leaves nothing behind", () => {
  const { screen, written, time } = fakeScreen();
  const display = liveDisplay(screen);
  display.listener({ type: "stage", stage: "checking", elapsedMs: 0 });
  time.now += 300;
  display.listener({ type: "stage", stage: "generating", elapsedMs: 300 });
  display.listener({ type: "stage", stage: "publishing", elapsedMs: 300 });
  display.close();
  display.close();
  assertEquals(written, [
    "\r\x1b[2K| Checking the request 0.0 s",
    BUSY,
    "\r\x1b[2K/ Making the image 0.3 s",
    IDLE,
    "\r\x1b[2K- Publishing the image 0.3 s",
    "\r\x1b[2K",
  ]);
});

Deno.test("liveDisplay() takes the busy sign back when it is closed early", () => {
  const { screen, written } = fakeScreen();
  const display = liveDisplay(screen);
  display.listener({ type: "stage", stage: "generating", elapsedMs: 0 });
  display.close();
  assertEquals(written.at(-1), IDLE);
  assertEquals(written.filter((text) => text === BUSY).length, 1);
});

Deno.test("liveDisplay() prints notices above the line", () => {
  const { screen, written } = fakeScreen();
  const display = liveDisplay(screen);
  display.notice("Before");
  display.listener({ type: "stage", stage: "starting", elapsedMs: 0 });
  display.listener(slow);
  display.close();
  display.warning("After");
  assertEquals(written, [
    "Before\n",
    "\r\x1b[2K| Starting Codex 0.0 s",
    "\r\x1b[2KThis takes its time\n",
    "\r\x1b[2K/ Starting Codex 0.0 s",
    "\r\x1b[2K",
    "Warning: After\n",
  ]);
});

Deno.test("liveDisplay() goes on drawing by itself", async () => {
  const { screen, written, time } = fakeScreen();
  const { promise: drawn, resolve } = Promise.withResolvers<void>();
  const display = liveDisplay({
    ...screen,
    write: (text) => {
      screen.write(text);
      if (written.length === 3) resolve();
    },
  });
  display.listener({ type: "stage", stage: "checking", elapsedMs: 0 });
  time.now += 4_000;
  // The interval does not keep the test alive, so something else must.
  const patience = setTimeout(() => {}, PATIENCE_MS);
  await drawn;
  clearTimeout(patience);
  display.close();
  assertEquals(written[2], "\r\x1b[2K- Checking the request 4.0 s");
});

Deno.test("auto is live on a terminal and plain lines elsewhere", () => {
  const { screen, written } = fakeScreen();
  for (const live of [true, false]) {
    const display = chooseDisplay("auto", { ...screen, live });
    display.listener({ type: "stage", stage: "starting", elapsedMs: 0 });
    display.close();
  }
  assertEquals(written.at(-1), "[0.0 s] Starting Codex\n");
  assertEquals(written[0], "\r\x1b[2K| Starting Codex 0.0 s");
});

/** A job that tells a stage and then what the user ought to know. */
const services = {
  generate: (
    _job: unknown,
    { progress }: { progress: (event: ProgressEvent) => void },
  ) => {
    progress(begun);
    progress(slow);
    return Promise.resolve({ ...receipt, warnings: ["Became a PNG"] });
  },
};

function generate(progress: string, terminal = false, ...more: string[]) {
  const words = ["generate", "--prompt", "x", "--progress", progress, ...more];
  return runFake(words, { services, terminal });
}

Deno.test("--progress plain is a line a stage, on a terminal too", async () => {
  const expected = "[0.4 s] Making the image\n" +
    "[1 min 01 s] This takes its time\nWarning: Became a PNG\n";
  assertEquals((await generate("plain", true)).stderr, expected);
  assertEquals((await generate("auto")).stderr, expected);
});

Deno.test("--progress none leaves only warnings", async () => {
  const run = await generate("none", true);
  assertEquals(run.stderr, "Warning: Became a PNG\n");
});

Deno.test("--progress jsonl is JSON on every line, warnings included", async () => {
  const { stderr } = await generate("jsonl", true);
  const events = stderr.trimEnd().split("\n").map((line) => JSON.parse(line));
  assertEquals(events.map(({ event }) => event), [
    ...["stage", "notice", "warning"],
  ]);
});

Deno.test("progress never reaches stdout", async () => {
  for (const form of ["auto", "plain", "jsonl", "none"]) {
    for (const terminal of [true, false]) {
      const { stdout } = await generate(form, terminal);
      assertEquals(stdout, `${receipt.path}\n`);
      const json = await generate(form, terminal, "--json");
      assertEquals(JSON.parse(json.stdout).ok, true);
    }
  }
});

Deno.test("the live line is gone before the result", async () => {
  const { stderr } = await generate("auto", true);
  assertStringIncludes(stderr, BUSY);
  const [shown = ""] = stderr.split("\x1b[33mWarning:");
  assert(shown.endsWith(`\r\x1b[2K${IDLE}`));
});

Deno.test("the live line is gone when the program exits in the middle", async () => {
  const cleanUps: (() => void)[] = [];
  const { stderr } = await runFake(["generate", "--prompt", "x"], {
    terminal: true,
    atExit: (cleanUp) => cleanUps.push(cleanUp),
    services: {
      generate: (_job, { progress }) => {
        progress(begun);
        cleanUps.forEach((cleanUp) => cleanUp());
        progress({ ...slow, message: "What comes after" });
        return Promise.resolve(receipt);
      },
    },
  });
  const [shown = ""] = stderr.split("What comes after");
  assert(shown.endsWith(`\r\x1b[2K${IDLE}`));
});
