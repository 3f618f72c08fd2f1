// Proves what counts as a workspace and that its text is kept for hosts.
import { assert, assertEquals, assertRejects } from "@std/assert";
import { join } from "@std/path";
import { Failure } from "../../src/errors/failure.ts";
import {
  isInside,
  openWorkspace,
  pathBelow,
} from "../../src/output/workspace.ts";
import { inScene, onWindows } from "./support.ts";

Deno.test("openWorkspace() keeps an absolute path as it was written", () =>
  inScene(async ({ root }) => {
    const written = `${root}/./ws/../ws`;
    assertEquals(await openWorkspace(written, "/"), {
      given: written,
      real: join(root, "ws"),
    });
  }));

Deno.test("openWorkspace() takes a relative path from the current folder", () =>
  inScene(async ({ root }) => {
    const workspace = await openWorkspace("ws", root);
    assertEquals(workspace.given, join(root, "ws"));
  }));

Deno.test("openWorkspace() follows a workspace that is a link and keeps its name", () =>
  inScene(async ({ root }) => {
    const link = join(root, "link");
    await Deno.symlink(join(root, "ws"), link, { type: "dir" });
    assertEquals(await openWorkspace(link, root), {
      given: link,
      real: join(root, "ws"),
    });
  }));

Deno.test("openWorkspace() refuses what is not an existing folder", () =>
  inScene(async ({ root }) => {
    await Deno.writeTextFile(join(root, "file"), "");
    await Deno.symlink(join(root, "nowhere"), join(root, "dangling"));
    const bad = ["", "missing", "file", "file/x", "dangling", "a\0b"];
    for (const dir of bad) {
      const failure = await assertRejects(
        () => openWorkspace(dir, root),
        Failure,
      );
      assertEquals(failure.code, "output/workspace_unusable", dir);
      assert(!failure.message.includes(root), failure.message);
    }
  }));

Deno.test("pathBelow() begins with the workspace as given and goes on with its slash", () => {
  assertEquals(pathBelow("/ws", ["a", "x.png"]), "/ws/a/x.png");
  assertEquals(pathBelow("/ws/", ["x.png"]), "/ws/x.png");
  assertEquals(pathBelow("/", ["x.png"]), "/x.png");
  assertEquals(pathBelow("C:\\ws", ["a", "x.png"]), "C:\\ws\\a\\x.png");
  assertEquals(pathBelow("C:\\", ["x.png"]), "C:\\x.png");
  assertEquals(pathBelow("C:/ws", ["a", "x.png"]), "C:/ws/a/x.png");
});

Deno.test("isInside() is not fooled by a common beginning", () => {
  const root = onWindows ? "C:\\" : "/";
  const folder = join(root, "ws");
  assert(isInside(folder, folder));
  assert(isInside(folder, join(folder, "..a", "b")));
  assert(isInside(root, folder));
  assert(!isInside(folder, join(root, "ws2", "a")));
  assert(!isInside(folder, root));
  assert(!isInside(folder, join(root, "other")));
});
