import { assertEquals } from "@std/assert";
import { join } from "@std/path";
import { isFile, isFolder } from "../../src/system/file_kind.ts";
import { inFolder } from "../support/folder.ts";

Deno.test("isFile() and isFolder() tell a file, a folder and nothing apart", () =>
  inFolder(async (folder) => {
    const file = join(folder, "a");
    await Deno.writeTextFile(file, "");
    const paths = [file, folder, join(folder, "none"), join(file, "below")];
    assertEquals(
      await Promise.all(paths.map(isFile)),
      [true, false, false, false],
    );
    assertEquals(
      await Promise.all(paths.map(isFolder)),
      [false, true, false, false],
    );
  }));
