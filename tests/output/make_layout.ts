/** Makes the layouts of `layouts.ts` on the disk. */
import { join } from "@std/path";
import type { Entry } from "./layouts.ts";
import type { Scene } from "./support.ts";

export async function makeEntry(scene: Scene, entry: Entry): Promise<void> {
  const path = (text: string) =>
    text.replace(/^OUT/, scene.outside).replace(/^WS/, scene.at());
  const [, link, to] = /^(\S+) -> (\S+)$/.exec(entry) ?? [];
  const [, name, other] = /^(\S+) = (\S+)$/.exec(entry) ?? [];
  if (link !== undefined && to !== undefined) {
    const type = /\.(?:png|claim)$/.test(link) ? "file" : "dir";
    await Deno.symlink(path(to), scene.at(link), { type });
  } else if (name !== undefined && other !== undefined) {
    await Deno.link(path(other), scene.at(name));
  } else if (entry.endsWith("/")) {
    await Deno.mkdir(scene.at(entry.slice(0, -1)));
  } else {
    await Deno.writeTextFile(scene.at(entry), "theirs");
  }
}

export async function makeSurroundings(
  { root, outside, at }: Scene,
): Promise<void> {
  await Deno.mkdir(join(outside, "deep"));
  await Deno.mkdir(`${at()}2`);
  await Deno.writeTextFile(join(outside, "victim"), "untouched");
  await Deno.symlink("ws", join(root, "link-to-ws"), { type: "dir" });
  await Deno.symlink("link-to-ws", join(root, "link-to-link"), { type: "dir" });
}
