/** Genuine Codex CLIs, fetched once from npm into a folder that git ignores. */
import { dirname, join } from "@std/path";

/** Where one genuine Codex stands. */
export interface GenuineCodex {
  /** The native program. */
  readonly native: string;
  /** What npm puts on the PATH: a script that starts the native program. */
  readonly wrapper: string;
}

/** Longest time that one installation may take, in milliseconds. */
const INSTALL_LIMIT = 300_000;

const installing = new Map<string, Promise<GenuineCodex>>();

/**
 * `@openai/codex@version` of this platform, installed into the cache
 * (`.cache/codex`, or `MODLY_TEST_CODEX_CACHE`) unless it is there already.
 * Throws when npm cannot install it within five minutes.
 */
export function genuineCodex(version: string): Promise<GenuineCodex> {
  const known = installing.get(version) ?? install(version).then(warm);
  installing.set(version, known);
  return known;
}

/**
 * Reads the program once, so that it is in memory before a test starts it: from
 * a busy disk its 200 MB can take longer than the product waits for a handshake.
 */
async function warm(codex: GenuineCodex): Promise<GenuineCodex> {
  using file = await Deno.open(codex.native);
  const buffer = new Uint8Array(1024 * 1024);
  while (await file.read(buffer) !== null);
  return codex;
}

/**
 * Installs beside the final folder and renames: of two processes that do so at
 * once, one wins and the other uses what the winner left.
 */
async function install(version: string): Promise<GenuineCodex> {
  const folder = join(cacheFolder(), version);
  const present = await locate(folder);
  if (present) return present;
  await Deno.mkdir(dirname(folder), { recursive: true });
  const temporary = await Deno.makeTempDir({
    dir: dirname(folder),
    prefix: `.${version}-`,
  });
  try {
    await npmInstall(temporary, `@openai/codex@${version}`);
    await moveUnlessThere(temporary, folder);
  } finally {
    await removeIfThere(temporary);
  }
  const installed = await locate(folder);
  if (installed) return installed;
  throw new Error(
    `@openai/codex@${version} has no program for ${Deno.build.os} on ${Deno.build.arch}`,
  );
}

/** Another process may have put its own there first; both are the same. */
async function moveUnlessThere(from: string, to: string): Promise<void> {
  try {
    await Deno.rename(from, to);
  } catch (error) {
    if (!(await locate(to))) throw error;
  }
}

async function removeIfThere(folder: string): Promise<void> {
  try {
    await Deno.remove(folder, { recursive: true });
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
}

function cacheFolder(): string {
  return Deno.env.get("MODLY_TEST_CODEX_CACHE") ??
    join(import.meta.dirname ?? ".", "..", "..", ".cache", "codex");
}

async function npmInstall(prefix: string, what: string): Promise<void> {
  const signal = AbortSignal.timeout(INSTALL_LIMIT);
  const { success, stderr } = await new Deno.Command(
    Deno.build.os === "windows" ? "npm.cmd" : "npm",
    {
      args: [
        "install",
        ...["--prefix", prefix, "--no-audit", "--no-fund", "--ignore-scripts"],
        ...["--no-save", "--loglevel=error", what],
      ],
      stdin: "null",
      stdout: "null",
      stderr: "piped",
      signal,
    },
  ).output();
  if (success) return;
  const why = signal.aborted
    ? `it took longer than ${INSTALL_LIMIT / 1000} s`
    : new TextDecoder().decode(stderr).trim();
  throw new Error(`npm could not install ${what}: ${why}`);
}

async function locate(folder: string): Promise<GenuineCodex | undefined> {
  const modules = join(folder, "node_modules");
  const wrapper = join(modules, ".bin", wrapperName(Deno.build.os));
  for (const path of nativePaths(Deno.build.os, Deno.build.arch)) {
    const native = join(modules, ...path.split("/"));
    if (await isFile(native)) return { native, wrapper };
  }
  return undefined;
}

async function isFile(path: string): Promise<boolean> {
  try {
    return (await Deno.stat(path)).isFile;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}

/** The name of npm's script for `codex` on an operating system. */
export function wrapperName(os: typeof Deno.build.os): string {
  return os === "windows" ? "codex.cmd" : "codex";
}

const triples: Readonly<Record<string, readonly [string, string]>> = {
  "linux/x86_64": ["linux-x64", "x86_64-unknown-linux-musl"],
  "linux/aarch64": ["linux-arm64", "aarch64-unknown-linux-musl"],
  "darwin/x86_64": ["darwin-x64", "x86_64-apple-darwin"],
  "darwin/aarch64": ["darwin-arm64", "aarch64-apple-darwin"],
  "windows/x86_64": ["win32-x64", "x86_64-pc-windows-msvc"],
  "windows/aarch64": ["win32-arm64", "aarch64-pc-windows-msvc"],
};

/**
 * Where npm's package for a platform keeps the native program, below
 * `node_modules`: `bin/` in later versions, `codex/` in those around 0.122.
 * Empty for a platform without a package.
 */
export function nativePaths(
  os: typeof Deno.build.os,
  arch: typeof Deno.build.arch,
): string[] {
  const names = triples[`${os}/${arch}`];
  if (!names) return [];
  const [suffix, triple] = names;
  const program = os === "windows" ? "codex.exe" : "codex";
  return ["bin", "codex"].map((folder) =>
    `@openai/codex-${suffix}/vendor/${triple}/${folder}/${program}`
  );
}
