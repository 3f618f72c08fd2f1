import { assertEquals, assertThrows } from "@std/assert";
import * as posix from "@std/path/posix";
import * as windows from "@std/path/windows";
import { Failure } from "../../src/errors/failure.ts";
import { type HostFolders, hostPlace } from "../../src/modly/place.ts";

function place(folders: HostFolders, rules = posix): string {
  const { workspace, target } = hostPlace(folders, "a.png", rules);
  return `${workspace} | ${target}`;
}

Deno.test("The image goes into the collection, below the workspace as it was written", () => {
  for (const workspaceDir of ["/ws", "/ws/", "/x/../ws"]) {
    assertEquals(
      place({ workspaceDir, outputsDir: "/ws/Default" }),
      `${workspaceDir} | Default/a.png`,
    );
  }
  assertEquals(
    place({ workspaceDir: "/ws", outputsDir: "/ws/one/two v1.5" }),
    "/ws | one/two v1.5/a.png",
  );
  assertEquals(
    place({ workspaceDir: "/ws", outputsDir: "/ws" }),
    "/ws | a.png",
  );
});

Deno.test("A collection that is no target, or elsewhere, stands for itself", () => {
  for (
    const outputsDir of [
      "/other",
      "/wsx",
      "/",
      "/ws/ends in a dot.",
      "/ws/a\\b",
    ]
  ) {
    assertEquals(
      place({ workspaceDir: "/ws", outputsDir }),
      `${outputsDir} | a.png`,
    );
  }
  assertEquals(place({ outputsDir: "/ws/x" }), "/ws/x | a.png");
  assertEquals(
    place({ workspaceDir: "", outputsDir: "/ws/x" }),
    "/ws/x | a.png",
  );
});

Deno.test("On Windows both slashes and either case are the same folder", () => {
  assertEquals(
    place(
      { workspaceDir: "C:/Users/me/ws", outputsDir: "c:\\users\\me\\ws\\A" },
      windows,
    ),
    "C:/Users/me/ws | A/a.png",
  );
  assertEquals(
    place({ workspaceDir: "C:\\ws", outputsDir: "D:\\ws\\A" }, windows),
    "D:\\ws\\A | a.png",
  );
});

Deno.test("Without a collection there is a folder of our own; without both, nothing", () => {
  assertEquals(place({ workspaceDir: "/ws" }), "/ws | codex/a.png");
  const failure = assertThrows(() => place({}), Failure);
  assertEquals(failure.code, "output/workspace_unusable");
});
