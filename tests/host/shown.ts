/** What a user sees of a job that has ended. */
import { assert, assertEquals, assertExists, assertMatch } from "@std/assert";
import { join } from "@std/path";
import type { Ended } from "./events.ts";

const PNG = [137, 80, 78, 71, 13, 10, 26, 10];

/**
 * Fails unless the job is done and the window finds its image where it looks:
 * below the workspace, by the path's text alone. Gives back the URL.
 */
export async function assertShown(
  ended: Ended,
  workspace: string,
  collection = "Default",
): Promise<string> {
  assertEquals(ended.status, "done", ended.error);
  assertExists(ended.path);
  assertExists(ended.url);
  assert(ended.path.startsWith(`${workspace}/${collection}/`), ended.path);
  assertMatch(ended.url, /^\/workspace\/.+\.png$/);
  const file = join(workspace, ended.url.slice("/workspace/".length));
  assertEquals([...(await Deno.readFile(file)).slice(0, 8)], PNG);
  return ended.url;
}

/** Fails unless the job's error, as hosts show it, ends in one sentence with this code. */
export function assertRefused(
  ended: Ended,
  code: string,
  kind = "RuntimeError",
): string {
  assertEquals(ended.status, "error", ended.path);
  const last = (ended.error ?? "").split("\n").at(-1) ?? "";
  assert(last.startsWith(`${kind}: `), last);
  assert(last.endsWith(` (${code})`), last);
  assert(!last.includes("Traceback"), last);
  return last.slice(kind.length + 2);
}
