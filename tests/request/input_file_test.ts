import { assert, assertEquals } from "@std/assert";
import {
  type OpenFile,
  readInputFile,
  readWhole,
  systemReason,
} from "../../src/request/input_file.ts";
import { inFolder } from "../support/folder.ts";

const LIMIT = 1_000;
const posixOnly = { ignore: Deno.build.os === "windows" };

async function reason(path: string): Promise<string> {
  const read = await readInputFile(path, LIMIT);
  return read.ok ? "ok" : read.reason;
}

Deno.test("readInputFile() reads a file up to the limit, through links too", () =>
  inFolder(async (folder) => {
    const bytes = crypto.getRandomValues(new Uint8Array(LIMIT));
    await Deno.writeFile(`${folder}/file`, bytes);
    await Deno.symlink(`${folder}/file`, `${folder}/link`);
    for (const name of ["file", "link"]) {
      const read = await readInputFile(`${folder}/${name}`, LIMIT);
      assert(read.ok);
      assertEquals(read.bytes, bytes);
    }
  }));

Deno.test("readInputFile() refuses what is no file of a fitting size", () =>
  inFolder(async (folder) => {
    await Deno.writeFile(`${folder}/large`, new Uint8Array(LIMIT + 1));
    await Deno.writeFile(`${folder}/empty`, new Uint8Array());
    await Deno.symlink(folder, `${folder}/to-folder`);
    await Deno.symlink(`${folder}/nowhere`, `${folder}/dangling`);
    const expected = {
      large: `is larger than ${LIMIT} bytes`,
      empty: "is empty",
      ".": "is a folder",
      "to-folder": "is a folder",
      missing: "does not exist",
      dangling: "does not exist",
      "large/below": "does not exist",
      "no/such/file": "does not exist",
    };
    for (const [name, words] of Object.entries(expected)) {
      assertEquals(await reason(`${folder}/${name}`), words, name);
    }
  }));

Deno.test(
  "readInputFile() refuses paths that only POSIX has",
  posixOnly,
  () =>
    inFolder(async (folder) => {
      await Deno.symlink("circle", `${folder}/circle`);
      assertEquals(
        await reason(`${folder}/circle`),
        "has links that lead in a circle",
      );
      assertEquals(
        await reason(`${folder}/${"n".repeat(300)}`),
        "has a path that is too long",
      );
      assertEquals(await reason("/dev/zero"), "is not a regular file");
    }),
);

Deno.test(
  "readInputFile() never waits for a FIFO's writer",
  posixOnly,
  () =>
    inFolder(async (folder) => {
      const path = `${folder}/fifo.png`;
      const { success } = await new Deno.Command("mkfifo", { args: [path] })
        .output();
      assert(success);
      assertEquals(await reason(path), "is not a regular file");
    }),
);

/** An open file that holds `sizes` in turn, each time it is asked, and gives `bytes`. */
function changing(
  bytes: number,
  sizes: readonly number[],
  times: readonly number[] = [1, 1],
): OpenFile {
  const states = sizes.map((size, index) => ({
    size,
    mtimeMs: times[index] ?? 1,
    isFile: () => true,
    isDirectory: () => false,
  }));
  const [first, ...later] = states;
  assert(first !== undefined);
  let state = first;
  let asked = 0;
  let left = bytes;
  return {
    stat: () => {
      if (asked++ > 0) state = later.shift() ?? state;
      return Promise.resolve(state);
    },
    // At most seven bytes at a time: a short read is not the end.
    read: (_buffer, _offset, length) => {
      const bytesRead = Math.min(7, left, length);
      left -= bytesRead;
      return Promise.resolve({ bytesRead });
    },
  };
}

Deno.test("readWhole() puts short reads together", async () => {
  const read = await readWhole(changing(100, [100, 100]), LIMIT);
  assert(read.ok);
  assertEquals(read.bytes.length, 100);
});

const changes: readonly (readonly [string, OpenFile])[] = [
  ["grows", changing(200, [100, 200])],
  ["holds more than it says", changing(200, [100, 100])],
  ["grows after it was read", changing(100, [100, 101])],
  ["shrinks", changing(50, [100, 50])],
  ["is written over", changing(100, [100, 100], [1, 2])],
];

for (const [name, file] of changes) {
  Deno.test(`readWhole() notices a file that ${name}`, async () => {
    assertEquals(await readWhole(file, LIMIT), {
      ok: false,
      reason: "changed while it was read",
    });
  });
}

Deno.test("readWhole() asks again what was opened", async () => {
  const large = await readWhole(changing(0, [LIMIT + 1]), LIMIT);
  assert(!large.ok);
  const swapped = { ...changing(0, [5]) };
  swapped.stat = () =>
    Promise.resolve({
      size: 5,
      mtimeMs: 1,
      isFile: () => false,
      isDirectory: () => false,
    });
  assertEquals(await readWhole(swapped, LIMIT), {
    ok: false,
    reason: "is not a regular file",
  });
});

Deno.test("systemReason() says what an error means, never what it says", () => {
  const error = (code: string) =>
    Object.assign(new Error("open '/home/jane/cat.png'"), { code });
  const expected = {
    ENOENT: "does not exist",
    ENOTDIR: "does not exist",
    EACCES: "may not be read",
    EPERM: "may not be read",
    EIO: "cannot be read (EIO)",
  };
  for (const [code, words] of Object.entries(expected)) {
    assertEquals(systemReason(error(code)), words);
  }
  assertEquals(
    systemReason(new Error("/home/jane")),
    "cannot be read (unknown error)",
  );
});
