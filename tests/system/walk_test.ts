import { assertEquals } from "@std/assert";
import { join } from "@std/path";
import { walkFolders, type WalkLimits } from "../../src/system/walk.ts";

const onWindows = Deno.build.os === "windows";

/** Makes `files`, whose folders come with them, and gives their root. */
async function withFiles(
  files: readonly string[],
  body: (root: string) => Promise<void>,
): Promise<void> {
  const root = await Deno.makeTempDir();
  try {
    for (const file of files) {
      await Deno.mkdir(join(root, file, ".."), { recursive: true });
      await Deno.writeTextFile(join(root, file), "");
    }
    await body(root);
  } finally {
    await Deno.remove(root, { recursive: true });
  }
}

async function walk(root: string, limits: Partial<WalkLimits> = {}) {
  const { folders, complete } = await walkFolders(root, {
    entries: 100,
    depth: 10,
    skip: [".git"],
    signal: new AbortController().signal,
    ...limits,
  });
  const files = folders.flatMap(({ path, files }) =>
    files.map((name) =>
      join(path, name).slice(root.length + 1).replaceAll("\\", "/")
    )
  );
  return { files: files.toSorted(), complete };
}

const tree = ["a", "b/c", "b/d/e", ".git/f", "g/.git/h"];

Deno.test("walkFolders() gives every file but those of folders that are skipped", () =>
  withFiles(tree, async (root) => {
    assertEquals(await walk(root), {
      files: ["a", "b/c", "b/d/e"],
      complete: true,
    });
  }));

Deno.test("walkFolders() stops at its depth and says so", () =>
  withFiles(tree, async (root) => {
    assertEquals(await walk(root, { depth: 2 }), {
      files: ["a", "b/c"],
      complete: false,
    });
    assertEquals((await walk(root, { depth: 3 })).complete, true);
  }));

Deno.test("walkFolders() stops after so many entries and says so", () =>
  withFiles(tree, async (root) => {
    // Four in the root, two in b, one in g, one in d.
    assertEquals((await walk(root, { entries: 8 })).complete, true);
    assertEquals((await walk(root, { entries: 7 })).complete, false);
    assertEquals(await walk(root, { entries: 0 }), {
      files: [],
      complete: false,
    });
  }));

Deno.test("walkFolders() stops when it is told to", () =>
  withFiles(tree, async (root) => {
    const signal = AbortSignal.abort();
    assertEquals(await walk(root, { signal }), { files: [], complete: false });
  }));

Deno.test("walkFolders() says when a folder cannot be read", () =>
  withFiles(tree, async (root) => {
    assertEquals(await walk(join(root, "nowhere")), {
      files: [],
      complete: false,
    });
  }));

Deno.test({
  name: "walkFolders() follows no link and gives none",
  // Making links needs a privilege there.
  ignore: onWindows,
  fn: () =>
    withFiles(tree, async (root) => {
      await Deno.symlink(join(root, "b"), join(root, "g", "folder"));
      await Deno.symlink(join(root, "a"), join(root, "g", "file"));
      await Deno.symlink(root, join(root, "b", "round"));
      assertEquals((await walk(root)).files, ["a", "b/c", "b/d/e"]);
    }),
});
