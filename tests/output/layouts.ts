/** What can stand at an output target, and what a job has to make of it. */
import { claimName } from "../../src/output/claim.ts";

/** How a layout differs from the usual. */
export interface LayoutOptions {
  readonly overwrite?: boolean;
  /** Another text for the workspace than its own path, below the scene's root. */
  readonly workspace?: string;
  /** Windows takes a link's parent before it follows it, and paths of 32,767 characters. */
  readonly posixOnly?: boolean;
}

/** What a layout is called, what stands in the workspace, what is asked for and what comes of it. */
export type Layout = readonly [
  name: string,
  entries: readonly Entry[],
  target: string,
  /** Path of the published file in the workspace, or the code of the refusal. */
  outcome: string,
  options?: LayoutOptions,
];

/** `name/` is a folder, `name -> to` a link, `name = other` a hard link, `name` a file; `OUT` and `WS` stand for paths. */
export type Entry = string;

const unsafe = "output/invalid_target";
const taken = "output/already_exists";

export const layouts: readonly Layout[] = [
  [
    "a link to a folder inside",
    ["real/", "link -> real"],
    "link/x.png",
    "real/x.png",
  ],
  [
    "a link to a folder inside, and folders to be made below it",
    ["real/", "link -> real"],
    "link/a/b/x.png",
    "real/a/b/x.png",
  ],
  [
    "a link to a file inside, where a folder is needed",
    ["file", "link -> file"],
    "link/x.png",
    unsafe,
  ],
  [
    "a link to a file inside, at the target",
    ["file.png", "x.png -> file.png"],
    "x.png",
    unsafe,
    { overwrite: true },
  ],
  [
    "a link to the folder above the workspace",
    ["up -> ../"],
    "up/x.png",
    unsafe,
  ],
  [
    "a link to the folder above, and back in by name",
    ["up -> ../"],
    "up/ws/x.png",
    unsafe,
  ],
  [
    "a chain of links that leaves",
    ["one -> two", "two -> sub/three", "sub/", "sub/three -> OUT"],
    "one/x.png",
    unsafe,
  ],
  [
    "a chain of links that ends in nothing",
    ["one -> two", "two -> sub/three", "sub/", "sub/three -> ../deep/"],
    "one/x.png",
    unsafe,
  ],
  [
    "a chain of links that stays",
    ["one -> two", "two -> sub/three", "sub/", "deep/", "sub/three -> ../deep"],
    "one/x.png",
    "deep/x.png",
  ],
  [
    "a chain of links that leaves and comes back",
    ["deep/", "one -> OUT/../ws/deep"],
    "one/x.png",
    "deep/x.png",
  ],
  [
    "a link by way of another's parent, which leaves",
    ["a -> OUT/deep", "b -> a/../deep"],
    "b/x.png",
    unsafe,
  ],
  [
    "a link by way of another's parent, which stays",
    ["c/", "c/d/", "a -> c/d", "b -> a/.."],
    "b/x.png",
    "c/x.png",
    { posixOnly: true },
  ],
  ["a link that leads to itself", ["a -> a"], "a/x.png", unsafe],
  [
    "two links that lead to each other",
    ["a -> b", "b -> a"],
    "a/x.png",
    unsafe,
  ],
  [
    "a link to a folder around itself",
    ["a/", "a/loop -> ../a"],
    "a/loop/loop/x.png",
    "a/x.png",
  ],
  ["an absolute link that leaves", ["a -> OUT"], "a/x.png", unsafe],
  [
    "an absolute link that leaves, and folders to be made below it",
    ["a -> OUT"],
    "a/new/x.png",
    unsafe,
  ],
  [
    "an absolute link that stays",
    ["real/", "a -> WS/real"],
    "a/x.png",
    "real/x.png",
  ],
  ["an absolute link to the workspace itself", ["a -> WS"], "a/x.png", "x.png"],
  [
    "a link to a folder whose name begins as the workspace's",
    ["a -> WS2"],
    "a/x.png",
    unsafe,
  ],
  ["a workspace that is a link", ["a/"], "a/x.png", "a/x.png", {
    workspace: "link-to-ws",
  }],
  ["a workspace that is a link to a link", [], "a/x.png", "a/x.png", {
    workspace: "link-to-link",
  }],
  ["a workspace behind a link", ["up -> .."], "x.png", "x.png", {
    workspace: "link-to-ws/up/ws",
    posixOnly: true,
  }],
  ["a folder at the target", ["x.png/"], "x.png", unsafe, { overwrite: true }],
  ["a full folder at the target", ["x.png/", "x.png/x.png"], "x.png", unsafe, {
    overwrite: true,
  }],
  [
    "a link to nothing outside, at the target",
    ["x.png -> OUT/new.png"],
    "x.png",
    unsafe,
    { overwrite: true },
  ],
  ["a file at the target", ["x.png"], "x.png", taken],
  ["a hard link at the target", ["x.png = OUT/victim"], "x.png", taken],
  [
    "a hard link at the target that may be replaced",
    ["x.png = OUT/victim"],
    "x.png",
    "x.png",
    { overwrite: true },
  ],
  ["a file with the target's name in other case", ["X.PNG"], "x.png", taken],
  [
    "a file whose name is lower case where the target's is not",
    ["x.png"],
    "X.PNG",
    taken,
  ],
  [
    "a file with the target's name in other case in a folder",
    ["a/", "a/Cat.png"],
    "a/cAT.PNG",
    taken,
  ],
  [
    "a file whose name is the target's decomposed",
    ["Ba\u0308ume.png"],
    "B\u00e4ume.png",
    taken,
  ],
  [
    "a file whose name is the target's composed",
    ["b\u00e4ume.png"],
    "Ba\u0308ume.png",
    taken,
  ],
  [
    "a link to git's folder",
    [".git/", ".git/hooks/", "a -> .git/hooks"],
    "a/x.png",
    unsafe,
  ],
  [
    "a directory with a link to the outside under the name that is chosen",
    ["a/", "a/text-to-image-abc123.png -> OUT/victim"],
    "a",
    "a/text-to-image-abc123-2.png",
  ],
  [
    "a directory with a link to nothing under the name that is chosen",
    ["a/", "a/text-to-image-abc123.png -> OUT/new.png"],
    "a/",
    "a/text-to-image-abc123-2.png",
  ],
  [
    "a link to the outside where the claim would stand",
    [`${claimName("x")} -> OUT/victim`],
    "x.png",
    taken,
  ],
  [
    "a link to nothing where the claim would stand",
    [`${claimName("x")} -> OUT/new`],
    "x.png",
    taken,
  ],
  [
    "a link to the outside under the name with the real extension",
    ["x.png -> OUT/victim"],
    "x.jpg",
    "x-*.png",
  ],
  [
    "a link to nothing under the name with the real extension",
    ["x.png -> OUT/new.png"],
    "x.jpg",
    "x-*.png",
    { overwrite: true },
  ],
  [
    "more folders than a path on this disk may have",
    [],
    `${"a/".repeat(2_045)}x.png`,
    unsafe,
    { posixOnly: true },
  ],
];
