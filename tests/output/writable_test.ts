// Proves that a workspace is tried before anyone counts on it, and left as it was.
import { assertEquals, assertRejects } from "@std/assert";
import { Failure } from "../../src/errors/failure.ts";
import { systemFiles } from "../../src/output/system_files.ts";
import { openWorkspace } from "../../src/output/workspace.ts";
import { checkWritable } from "../../src/output/writable.ts";
import { filesWith, inScene, systemError } from "./support.ts";

Deno.test("checkWritable() leaves nothing in a folder that takes files", () =>
  inScene(async (scene) => {
    await checkWritable(await openWorkspace(scene.at(), "/"));
    assertEquals(scene.names(), []);
  }));

for (const code of ["EACCES", "EROFS", "ENOSPC"]) {
  Deno.test(`checkWritable() refuses a folder with ${code} and leaves nothing`, () =>
    inScene(async (scene) => {
      const workspace = await openWorkspace(scene.at(), "/");
      const files = filesWith({
        createNew: async (path, mode) => ({
          ...await systemFiles.createNew(path, mode),
          write: () => Promise.reject(systemError(code)),
        }),
      });
      const failure = await assertRejects(
        () => checkWritable(workspace, files),
        Failure,
      );
      assertEquals(failure.code, "output/workspace_unusable");
      assertEquals(scene.names(), []);
    }));
}
