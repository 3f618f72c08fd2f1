// Proves what becomes of input files that may not be read, are none, or change
// while they are read.
import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { Buffer } from "node:buffer";
import { type FileHandle, open } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { type OpenFile, readWhole } from "../../src/request/input_file.ts";
import { heavyPng, png } from "../backend/pictures.ts";
import {
  canBoundRights,
  outputOf,
  withBoundRights,
} from "../support/confined.ts";
import { limits } from "./asking.ts";
import { inPlace } from "./preparing.ts";
import { refusalOf } from "./taking.ts";

const onWindows = Deno.build.os === "windows";

Deno.test({
  name:
    "a file that may not be read is refused, and so is one in a closed folder",
  ignore: !canBoundRights,
  fn: () =>
    inPlace(async (place) => {
      const fixture = new URL("./fixtures/read_input.ts", import.meta.url);
      await Deno.mkdir(`${place.cwd}/closed`);
      for (const name of ["cat.png", "closed/cat.png"]) {
        await Deno.writeFile(`${place.cwd}/${name}`, png());
      }
      await Deno.chmod(`${place.cwd}/cat.png`, 0o000);
      await Deno.chmod(`${place.cwd}/closed`, 0o000);
      try {
        for (const name of ["cat.png", "closed/cat.png"]) {
          const said = await outputOf(withBoundRights([
            Deno.execPath(),
            ...["run", "-A", "--no-check", fileURLToPath(fixture)],
            `${place.cwd}/${name}`,
          ]));
          assertEquals(said, "may not be read", name);
        }
      } finally {
        await Deno.chmod(`${place.cwd}/closed`, 0o755);
      }
    }),
});

Deno.test({
  name: "pipes, sockets, devices and folders are refused at once",
  // Windows has none of them as files, folders aside.
  ignore: onWindows,
  fn: () =>
    inPlace(async (place) => {
      const { success } = await new Deno.Command("mkfifo", {
        args: [`${place.cwd}/fifo.png`],
      }).output();
      assert(success);
      await Deno.symlink("fifo.png", `${place.cwd}/link.png`);
      const socket = Deno.listen({
        transport: "unix",
        path: `${place.cwd}/socket.png`,
      });
      try {
        for (
          const name of ["fifo.png", "link.png", "socket.png", "/dev/zero"]
        ) {
          const message = await refusalOf(name, place);
          assertStringIncludes(message, "is not a regular file", name);
        }
        assertStringIncludes(await refusalOf(".", place), "is a folder");
      } finally {
        socket.close();
      }
    }),
});

/** What is done to a file in the middle of reading it. */
const changes: Readonly<
  Record<string, (path: string, size: number) => Promise<void>>
> = {
  "is appended to": (path) =>
    Deno.writeFile(path, Uint8Array.of(1), { append: true }),
  "is cut": (path, size) => Deno.truncate(path, size - 1),
  "is emptied": (path) => Deno.truncate(path, 0),
  "is written over with as many bytes": async (path, size) => {
    using file = await Deno.open(path, { write: true });
    await file.write(new Uint8Array(size));
  },
};

for (const [name, change] of Object.entries(changes)) {
  Deno.test(`a file is refused that ${name} while it is read`, () =>
    inPlace(async (place) => {
      const path = `${place.cwd}/cat.png`;
      const bytes = heavyPng(100_000);
      await Deno.writeFile(path, bytes);
      // Long ago, so that the change is told by any disk's clock.
      await Deno.utime(path, 1_000_000, 1_000_000);
      const file = await open(path);
      try {
        const read = await readWhole(
          interrupted(file, () => change(path, bytes.length)),
          limits.inputBytes,
        );
        assert(!read.ok);
        assertEquals(read.reason, "changed while it was read");
      } finally {
        await file.close();
      }
    }));
}

Deno.test("a file that is replaced while it is read is read as it was", () =>
  inPlace(async (place) => {
    const path = `${place.cwd}/cat.png`;
    const bytes = heavyPng(100_000);
    await Deno.writeFile(path, bytes);
    await Deno.writeFile(`${place.cwd}/other.png`, png());
    const file = await open(path);
    try {
      const read = await readWhole(
        interrupted(file, () => Deno.rename(`${place.cwd}/other.png`, path)),
        limits.inputBytes,
      );
      assert(read.ok);
      assert(Buffer.compare(read.bytes, bytes) === 0);
    } finally {
      await file.close();
    }
  }));

/** A real file that is read in small pieces, with something done to it after the first. */
function interrupted(
  file: FileHandle,
  change: () => Promise<void>,
): OpenFile {
  let reads = 0;
  return {
    stat: () => file.stat(),
    read: async (buffer, offset, length, position) => {
      if (reads++ === 1) await change();
      return await file.read(buffer, offset, Math.min(length, 4_096), position);
    },
  };
}
