/** What stands at the path that Codex says it saved a picture at. */
import { dirname, join, relative } from "node:path";
import { type SavedKind, THREAD } from "./scenario.ts";

/** How long a file goes on changing, in milliseconds. */
const CHANGING_MS = 300;

/** Makes what `kind` asks for, with this picture in it; gives back the path. */
export function putAtSavedPath(
  kind: SavedKind,
  picture: Uint8Array,
  home: string,
  id: string,
): string | undefined {
  const folder = join(home, "generated_images", THREAD);
  const path = join(folder, `${id}.png`);
  const outside = join(dirname(home), `outside-${id}.png`);
  Deno.mkdirSync(folder, { recursive: true });
  switch (kind) {
    case "none":
      return undefined;
    case "missing":
      return path;
    case "nul":
      return `${path}\0`;
    case "long":
      return join(folder, `${"x".repeat(5_000)}.png`);
    case "device":
      return "/dev/zero";
    case "folder":
      Deno.mkdirSync(path);
      return path;
    case "pipe":
      new Deno.Command("mkfifo", { args: [path] }).outputSync();
      return path;
    case "outside":
      Deno.writeFileSync(outside, picture);
      return outside;
    case "climbing":
      Deno.writeFileSync(outside, picture);
      return `${folder}/../../../outside-${id}.png`;
    case "link":
      Deno.writeFileSync(outside, picture);
      Deno.symlinkSync(outside, path);
      return path;
    case "other thread": {
      const other = join(home, "generated_images", "another", `${id}.png`);
      Deno.mkdirSync(dirname(other));
      Deno.writeFileSync(other, picture);
      return other;
    }
    case "relative":
      Deno.writeFileSync(path, picture);
      return relative(Deno.cwd(), path);
    case "changing":
      Deno.writeTextFileSync(outside, "a secret");
      Deno.writeFileSync(path, picture);
      keepChanging(path, picture, outside);
      return path;
    case "file":
      Deno.writeFileSync(path, picture);
      return path;
  }
}

/** Cuts the file, makes it whole, and puts a link in its place, again and again. */
function keepChanging(path: string, picture: Uint8Array, secret: string): void {
  const half = Math.floor(picture.length / 2);
  const changes = [
    () => Deno.truncateSync(path, half),
    () => Deno.writeFileSync(path, picture.subarray(half), { append: true }),
    () => {
      Deno.removeSync(path);
      Deno.symlinkSync(secret, path);
    },
    () => {
      Deno.removeSync(path);
      Deno.writeFileSync(path, picture);
    },
  ];
  const until = performance.now() + CHANGING_MS;
  let count = 0;
  const timer = setInterval(() => {
    try {
      changes[count++ % changes.length]?.();
    } catch {
      // The product has taken the file away, which ends the matter.
      clearInterval(timer);
    }
    if (performance.now() > until) clearInterval(timer);
  });
}
