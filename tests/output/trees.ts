/** Generated trees of folders, files and links around a workspace, and what is done to them. */
import { dirname, join } from "@std/path";
import fc from "fast-check";
import { isInside } from "../../src/output/workspace.ts";

/** One thing in the workspace. */
export interface Entry {
  readonly kind: "folder" | "file" | "link" | "hard link";
  readonly path: readonly string[];
  /** What a link leads to; `OUT` and `WS` stand for the paths of folders. */
  readonly to: string;
}

const folderName = fc.constantFrom(
  ...["a", "a", "b", "b", "A", "\u00e9", "e\u0301"],
);
const fileName = fc.constantFrom("x.png", "x.png", "X.PNG", "x.jpg");
const anyName = fc.oneof(folderName, fileName, fc.constant(".git"));

// Folders and files outside have the names of those inside, so that what is
// done by path to a folder that became a link would be done to them.
const outside = {
  folders: ["ws", "ws2", "spare", "out/a/b", "out/b", "out/A/a"],
  files: ["out/victim", "out/x.png", "out/a/x.png", "a"],
} as const;

/** Contents of a workspace. */
export const anyTree: fc.Arbitrary<readonly Entry[]> = fc.array(
  fc.record({
    kind: fc.constantFrom("folder", "folder", "file", "link", "hard link"),
    path: fc.oneof(
      { weight: 3, arbitrary: fc.tuple(anyName) },
      { weight: 2, arbitrary: fc.tuple(folderName, anyName) },
      { weight: 1, arbitrary: fc.tuple(folderName, folderName, anyName) },
    ),
    // Even from the workspace itself none of them leaves the test's own folder.
    to: fc.constantFrom(
      ...["a", "b", "./b", "x.png", "nowhere", "a/../b", "..", "../..", ".git"],
      ...["../b", "../out", "OUT", "OUT/a", "OUT/victim", "OUT/new.png", "WS"],
      ...["WS/a", "WS/x.png", "../ws2", "OUT/../ws/b"],
    ),
  }),
  { minLength: 4, maxLength: 16, size: "max" },
);

/** Targets that such a tree may stand in the way of. */
export const targetInTree: fc.Arbitrary<string> = fc.tuple(
  fc.array(folderName, { maxLength: 2 }),
  fc.oneof(fileName, folderName),
).map(([folders, name]) => [...folders, name].join("/"));

/** What somebody may do to the place of a target while a job runs. */
export const anyMeddling = fc.constantFrom(
  "nothing",
  "the folder becomes a link",
  "the folder becomes another",
  "the folder goes",
  "a file appears",
  "a link appears",
);

/** The folders of one case. */
export interface Ground {
  /** Holds everything below. */
  readonly root: string;
  readonly ws: string;
  readonly out: string;
  readonly spare: string;
}

/** Runs one case on a tree of its own and clears it away. */
export async function onTree(
  tree: readonly Entry[],
  run: (ground: Ground) => Promise<void>,
): Promise<void> {
  const root = await Deno.realPath(await Deno.makeTempDir());
  const at = (name: string) => join(root, "up", name);
  const ground = { root, ws: at("ws"), out: at("out"), spare: at("spare") };
  try {
    for (const name of outside.folders) {
      await Deno.mkdir(at(name), { recursive: true });
    }
    for (const name of outside.files) {
      await Deno.writeTextFile(at(name), `theirs: ${name}`);
    }
    for (const entry of tree) await unlessRefused(make(ground, entry));
    await run(ground);
  } finally {
    await Deno.remove(root, { recursive: true });
  }
}

/** Does something to a target's place, where that can be done. */
export async function meddle(
  ground: Ground,
  what: typeof anyMeddling extends fc.Arbitrary<infer What> ? What : never,
  target: string,
): Promise<void> {
  const { ws, out } = ground;
  const path = join(ws, target);
  const [outermost = ""] = target.split("/");
  const folder = join(ws, outermost);
  const moved = () => Deno.rename(folder, join(ws, "moved"));
  switch (what) {
    case "nothing":
      return;
    case "the folder becomes a link":
      return await unlessRefused(
        moved().then(() => Deno.symlink(out, folder, { type: "dir" })),
      );
    case "the folder becomes another":
      return await unlessRefused(moved().then(() => Deno.mkdir(folder)));
    case "the folder goes":
      return await unlessRefused(Deno.remove(folder, { recursive: true }));
    case "a file appears":
      return await unlessRefused(
        Deno.writeTextFile(path, "theirs: new", { createNew: true }),
      );
    case "a link appears":
      return await unlessRefused(Deno.symlink(join(out, "new"), path));
  }
}

/** Makes an entry in a folder that is inside the workspace, not behind a link out of it. */
async function make({ ws, out }: Ground, entry: Entry): Promise<void> {
  const path = join(ws, ...entry.path);
  if (!isInside(ws, await Deno.realPath(dirname(path)))) return;
  const to = entry.to.replace(/^OUT/, out).replace(/^WS/, ws);
  switch (entry.kind) {
    case "folder":
      return await Deno.mkdir(path);
    case "file":
      return await Deno.writeTextFile(path, `theirs: ${entry.path.join("/")}`, {
        createNew: true,
      });
    case "link":
      return await Deno.symlink(to, path, { type: "dir" });
    case "hard link":
      return await Deno.link(to, path);
  }
}

/** Generated steps do not know what the others left in their way. */
async function unlessRefused(work: Promise<void>): Promise<void> {
  try {
    await work;
  } catch (error) {
    if (!(error instanceof Error && "code" in error)) throw error;
  }
}
