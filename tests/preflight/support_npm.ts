/** Folders as npm makes them when Codex is installed, without the real thing. */
import { dirname, join } from "@std/path";

/** Writes a file with its folders; it may be run unless `mode` says otherwise. */
export async function writeProgram(
  path: string,
  mode = 0o755,
): Promise<string> {
  await Deno.mkdir(dirname(path), { recursive: true });
  await Deno.writeTextFile(path, "#!/bin/sh\nexit 9\n");
  if (Deno.build.os !== "windows") await Deno.chmod(path, mode);
  return path;
}

async function writePackage(
  folder: string,
  name: string,
  version: string,
): Promise<void> {
  await Deno.mkdir(folder, { recursive: true });
  const text = JSON.stringify({ name, version, license: "Apache-2.0" });
  await Deno.writeTextFile(join(folder, "package.json"), text);
}

/** How an installation differs from the usual one. */
export interface Differences {
  /** The wrapper package's own name. */
  readonly name?: string;
  /** Version of the platform package, without its suffix. */
  readonly platformVersion?: string;
  /** Below the wrapper's own `node_modules` rather than beside it. */
  readonly nested?: boolean;
  /** Folder of the program: `codex` up to about 0.122, `bin` later. */
  readonly folder?: "bin" | "codex";
  readonly suffix?: string;
  readonly target?: string;
  readonly program?: string;
}

/** Paths of an installation. */
export interface Installation {
  /** The script that npm's link points to. */
  readonly script: string;
  /** The native program. */
  readonly native: string;
}

/** Installs Codex 0.169.0 for Linux on x86_64 below `modules`. */
export async function installCodex(
  modules: string,
  differences: Differences = {},
): Promise<Installation> {
  const {
    name = "@openai/codex",
    platformVersion = "0.169.0",
    nested = false,
    folder = "bin",
    suffix = "linux-x64",
    target = "x86_64-unknown-linux-musl",
    program = "codex",
  } = differences;
  const wrapper = join(modules, "@openai", "codex");
  const platform = join(
    nested ? join(wrapper, "node_modules") : modules,
    "@openai",
    `codex-${suffix}`,
  );
  await writePackage(wrapper, name, "0.169.0");
  await writePackage(platform, "@openai/codex", `${platformVersion}-${suffix}`);
  return {
    script: await writeProgram(join(wrapper, "bin", "codex.js")),
    native: await writeProgram(
      join(platform, "vendor", target, folder, program),
    ),
  };
}
