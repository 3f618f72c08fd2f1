import { assert, assertEquals, assertMatch } from "@std/assert";
import { within } from "./waiting.ts";

/** How a program ended. */
export interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** A program that has been started. */
export interface Started {
  readonly child: Deno.ChildProcess;
  /** Rejects, and ends the program, when it runs for over 30 s. */
  readonly ended: Promise<Ended>;
}

/** How to start a program. */
export interface Start {
  readonly args: readonly string[];
  readonly cwd: string;
  /** The whole environment; nothing is inherited but what Windows needs. */
  readonly env?: Readonly<Record<string, string>>;
}

/** Starts `program` with no input and nothing of the tests' own environment. */
export function start(program: string, { args, cwd, env }: Start): Started {
  const child = new Deno.Command(program, {
    args: [...args],
    cwd,
    env: { ...needed(), ...env },
    clearEnv: true,
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  return { child, ended: end(child, program) };
}

async function end(child: Deno.ChildProcess, program: string): Promise<Ended> {
  const output = child.output();
  try {
    const { code, stdout, stderr } = await within(
      output,
      `${program} does not end`,
    );
    const text = new TextDecoder();
    return { code, stdout: text.decode(stdout), stderr: text.decode(stderr) };
  } catch (error) {
    child.kill("SIGKILL");
    await output;
    throw error;
  }
}

/** Windows programs do not start without these. */
function needed(): Record<string, string> {
  const names = ["SystemRoot", "PATHEXT", "TEMP", "LOCALAPPDATA", "OS"];
  if (Deno.build.os !== "windows") return {};
  return Object.fromEntries(
    [...names, "PROCESSOR_ARCHITECTURE", "Path"].flatMap((name) => {
      const value = Deno.env.get(name);
      return value === undefined ? [] : [[name, value]];
    }),
  );
}

/** Fails unless it ended well and complained of nothing. */
export function assertWell(ended: Ended): void {
  assertEquals(ended.stderr, "");
  assertEquals(ended.code, 0);
}

/**
 * Fails unless it failed with exactly one line that begins with `begin`,
 * matches `says`, and tells nothing of Python's insides.
 */
export function assertOneLine(ended: Ended, begin: string, says: RegExp): void {
  assertEquals(ended.code, 1, ended.stderr);
  assertMatch(ended.stderr, /^[^\n]+\n$/);
  assertMatch(ended.stderr, says);
  assert(ended.stderr.startsWith(begin), ended.stderr);
  assert(!ended.stderr.includes("Traceback"), ended.stderr);
}
