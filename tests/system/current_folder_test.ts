import { assertEquals, assertThrows } from "@std/assert";
import { Failure } from "../../src/errors/failure.ts";
import { currentFolder } from "../../src/system/current_folder.ts";

Deno.test({
  name: "A current folder that was removed is told with its next step",
  // Windows removes no folder that a process stands in.
  ignore: Deno.build.os === "windows",
  fn: async () => {
    const before = currentFolder();
    const folder = await Deno.makeTempDir();
    try {
      Deno.chdir(folder);
      await Deno.remove(folder);
      const failure = assertThrows(currentFolder, Failure);
      assertEquals(failure.code, "request/usage");
    } finally {
      Deno.chdir(before);
    }
  },
});
