/**
 * Inspects the image file that is named, alone in its process, and writes down
 * what that cost; with the limits of the built-in policy for input images.
 */
import { inspectImage } from "../../src/image/inspect.ts";
import { blank } from "./support_png.ts";

/** Most memory that this process has held, in bytes; where that can't be asked, what it holds. */
function memory(): number {
  if (Deno.build.os !== "linux") return Deno.memoryUsage().rss;
  const status = Deno.readTextFileSync("/proc/self/status");
  return Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1]) * 1024;
}

const limits = {
  maxBytes: 10_485_760,
  maxSide: 16_384,
  maxPixels: 40_000_000,
};
const bytes = await Deno.readFile(Deno.args[0] ?? "");
// What a first image costs, such as compiled code, is no part of the second.
await inspectImage(blank(100, 100), limits);

const before = { ms: performance.now(), memory: memory() };
const inspection = await inspectImage(bytes, limits);
const ms = performance.now() - before.ms;
const outcome = inspection.ok
  ? inspection.facts.transparency
  : inspection.reason;
const report = { outcome, ms, grown: memory() - before.memory };
await Deno.stdout.write(new TextEncoder().encode(JSON.stringify(report)));
