import {
  assert,
  assertEquals,
  assertRejects,
  assertStrictEquals,
} from "@std/assert";
import { tmpdir } from "node:os";
import { dirname, resolve } from "@std/path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import {
  type FolderFacts,
  isAbandoned,
  openScratch,
} from "../../src/system/scratch.ts";

async function inBase(run: (base: string) => Promise<void>) {
  const base = await Deno.makeTempDir();
  try {
    await run(base);
  } finally {
    await Deno.remove(base, { recursive: true });
  }
}

function names(folder: string): readonly string[] {
  return Array.from(Deno.readDirSync(folder), ({ name }) => name).sort();
}

/** The id of a process that has ended and was waited for. */
async function deadPid(): Promise<number> {
  const child = new Deno.Command(Deno.execPath(), {
    args: ["--version"],
    stdout: "null",
    stderr: "null",
  }).spawn();
  await child.status;
  return child.pid;
}

const config = fileURLToPath(new URL("../../deno.json", import.meta.url));
const hourAgo = new Date(Date.now() - 3_600_000);

/** A scratch folder with something in it, as a killed process leaves it. */
async function leftover(base: string, pid: number, made = hourAgo) {
  const path = `${base}/modly-codex-image-${pid}-0123456789abcdef`;
  await Deno.mkdir(`${path}/images`, { recursive: true });
  await Deno.writeTextFile(`${path}/images/image-1.png`, "private");
  await Deno.utime(path, made, made);
  return path;
}

Deno.test("openScratch() makes a private folder in the temporary folder and removes it", async () => {
  const scratch = await openScratch();
  try {
    assertEquals(dirname(scratch.path), resolve(tmpdir()));
    assertEquals(names(scratch.path), ["images", "work"]);
    assertEquals(names(scratch.work), []);
    if (Deno.build.os !== "windows") {
      for (const path of [scratch.path, scratch.work, scratch.images]) {
        assertEquals((Deno.statSync(path).mode ?? 0) & 0o777, 0o700);
      }
    }
    await Deno.writeTextFile(`${scratch.images}/image-1.png`, "private");
  } finally {
    const closing = scratch.close();
    assertStrictEquals(scratch.close(), closing);
    assertEquals(await closing, true);
  }
  await assertRejects(() => Deno.lstat(scratch.path), Deno.errors.NotFound);
});

Deno.test("close() is content with a folder that is gone already", () =>
  inBase(async (base) => {
    const scratch = await openScratch({ base });
    await Deno.remove(scratch.path, { recursive: true });
    assertEquals(await scratch.close(), true);
  }));

Deno.test("close() removes what is still being written", () =>
  inBase(async (base) => {
    const scratch = await openScratch({ base });
    let writing = true;
    const writer = (async () => {
      // It ends, or a busy computer might never remove quicker than it writes.
      for (let index = 0; writing && index < 300; index++) {
        try {
          await Deno.writeTextFile(`${scratch.images}/${index}`, "late");
        } catch {
          writing = false;
        }
      }
    })();
    assertEquals(await scratch.close(), true);
    writing = false;
    await writer;
    assertEquals(names(base), []);
  }));

Deno.test("two scratch folders of one process leave each other alone", () =>
  inBase(async (base) => {
    const first = await openScratch({ base });
    await Deno.utime(first.path, hourAgo, hourAgo);
    const second = await openScratch({ base });
    assertEquals(names(base).length, 2);
    await Promise.all([first.close(), second.close()]);
    assertEquals(names(base), []);
  }));

/** Opens and closes a scratch folder, and gives what it left in `base`. */
async function namesAfterJob(base: string): Promise<readonly string[]> {
  const scratch = await openScratch({ base });
  await scratch.close();
  return names(base);
}

Deno.test("openScratch() sweeps what killed processes left", () =>
  inBase(async (base) => {
    await leftover(base, await deadPid());
    await leftover(base, process.pid, new Date(0));
    assertEquals(await namesAfterJob(base), []);
  }));

Deno.test("openScratch() leaves folders of living processes and new ones", () =>
  inBase(async (base) => {
    await leftover(base, process.pid);
    await leftover(base, await deadPid(), new Date());
    assertEquals((await namesAfterJob(base)).length, 2);
  }));

Deno.test("openScratch() leaves links and files of a scratch folder's name", () =>
  inBase(async (base) => {
    const ours = `modly-codex-image-${await deadPid()}`;
    const outside = await leftover(base, process.pid);
    await Deno.symlink(outside, `${base}/${ours}-11`);
    await Deno.writeTextFile(`${base}/${ours}-22`, "a file");
    await Deno.utime(`${base}/${ours}-22`, hourAgo, hourAgo);
    const before = names(base);
    assertEquals(await namesAfterJob(base), before);
    assertEquals(names(outside), ["images"]);
  }));

Deno.test("openScratch() leaves folders of other names", () =>
  inBase(async (base) => {
    const ours = `modly-codex-image-${await deadPid()}`;
    const others = [ours, `${ours}-`, `${ours}-ab.png`, `my-${ours}-ab`];
    for (const name of [...others, "modly-codex-image-0-ab"]) {
      await Deno.mkdir(`${base}/${name}`);
      await Deno.utime(`${base}/${name}`, hourAgo, hourAgo);
    }
    const before = names(base);
    assertEquals(await namesAfterJob(base), before);
  }));

const abandoned: FolderFacts = {
  isDirectory: true,
  isSymlink: false,
  uid: 1_000,
  ageMs: 60_000,
  processGone: true,
};
const week = 7 * 24 * 3_600_000;

const verdicts: readonly (readonly [string, Partial<FolderFacts>, boolean])[] =
  [
    ["a folder of ours whose process is gone", {}, true],
    ["a folder of a process that lives", { processGone: false }, false],
    ["a folder made just now", { ageMs: 2_500 }, false],
    ["a folder from the future", { ageMs: -60_000 }, false],
    ["somebody else's folder", { uid: 1_001 }, false],
    [
      "somebody else's folder of last month",
      { uid: 0, ageMs: 5 * week },
      false,
    ],
    ["a link", { isSymlink: true }, false],
    ["a file", { isDirectory: false }, false],
    ["a folder older than any job, its process id used again", {
      processGone: false,
      ageMs: week + 1,
    }, true],
  ];

for (const [name, facts, verdict] of verdicts) {
  Deno.test(`isAbandoned() says ${verdict} of ${name}`, () => {
    assertEquals(isAbandoned({ ...abandoned, ...facts }, 1_000), verdict);
  });
}

Deno.test("openScratch() reports a temporary folder that cannot be used", () =>
  inBase(async (base) => {
    const missing = `${base}/missing`;
    await assertRejects(() => openScratch({ base: missing }), Error);
    assert(names(base).length === 0);
  }));

Deno.test("a process that is killed leaves one folder, and the next start none", () =>
  inBase(async (base) => {
    const module = new URL("../../src/system/scratch.ts", import.meta.url);
    const program = `
      import { openScratch } from ${JSON.stringify(module.href)};
      const { images } = await openScratch({ base: Deno.args[0] });
      await Deno.writeTextFile(images + "/image-1.png", "private");
      console.log("ready");
      setInterval(() => {}, 1_000);`;
    await Deno.writeTextFile(`${base}/program.ts`, program);
    const child = new Deno.Command(Deno.execPath(), {
      args: ["run", "-A", "--config", config, `${base}/program.ts`, base],
      stdout: "piped",
      stderr: "null",
    }).spawn();
    const reader = child.stdout.getReader();
    await reader.read();
    child.kill("SIGKILL");
    await child.status;
    await reader.cancel();
    await Deno.remove(`${base}/program.ts`);

    const [left, ...others] = names(base);
    assert(left !== undefined && others.length === 0);
    await Deno.utime(`${base}/${left}`, hourAgo, hourAgo);
    const scratch = await openScratch({ base });
    await scratch.close();
    assertEquals(names(base), []);
  }));
