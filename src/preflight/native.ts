import { basename, dirname, join } from "@std/path";
import * as z from "zod/mini";
import { isFile } from "../system/file_kind.ts";
import { platformKey } from "../system/platform_key.ts";

/** Where a platform's native program lies in Codex's npm packages. */
interface NativePackage {
  /** Suffix of the package's name and version. */
  readonly suffix: string;
  /** Rust's name of the target, a folder below `vendor`. */
  readonly target: string;
}

/** From `bin/codex.js` of @openai/codex 0.122.0 and 0.169.0. */
const packages: Readonly<Record<string, NativePackage>> = {
  "linux/x86_64": { suffix: "linux-x64", target: "x86_64-unknown-linux-musl" },
  "linux/arm64": {
    suffix: "linux-arm64",
    target: "aarch64-unknown-linux-musl",
  },
  "darwin/x86_64": { suffix: "darwin-x64", target: "x86_64-apple-darwin" },
  "darwin/arm64": { suffix: "darwin-arm64", target: "aarch64-apple-darwin" },
  "windows/x86_64": { suffix: "win32-x64", target: "x86_64-pc-windows-msvc" },
  "windows/arm64": {
    suffix: "win32-arm64",
    target: "aarch64-pc-windows-msvc",
  },
};

const packageJson = z.object({ name: z.string(), version: z.string() });

/**
 * The native program behind npm's wrapper, which starts some 75 ms faster and
 * leaves no second process. Only where it is certain: the wrapper is the one
 * of `@openai/codex`, and the program lies in the platform package of the very
 * same version. Else undefined: the wrapper is started as it is.
 */
export async function nativeProgram(
  found: string,
  os: string,
  arch: string,
): Promise<string | undefined> {
  const native = packages[platformKey(os, arch)];
  const root = await wrapperPackage(found, os);
  if (native === undefined || root === undefined) return undefined;
  const wrapper = await readPackage(root);
  if (wrapper?.name !== "@openai/codex") return undefined;

  const name = `codex-${native.suffix}`;
  for (
    const folder of [
      join(root, "node_modules", "@openai", name),
      join(dirname(root), name),
    ]
  ) {
    const own = await readPackage(folder);
    if (own?.version !== `${wrapper.version}-${native.suffix}`) continue;
    const program = os === "windows" ? "codex.exe" : "codex";
    const vendor = join(folder, "vendor", native.target);
    // 0.122.0 keeps it in `codex`, 0.169.0 in `bin`.
    for (const place of ["bin", "codex"]) {
      const path = join(vendor, place, program);
      if (await isFile(path)) return path;
    }
  }
  return undefined;
}

/** The folder of the npm package that a found program is the wrapper of. */
async function wrapperPackage(
  found: string,
  os: string,
): Promise<string | undefined> {
  if (os === "windows") {
    // npm's codex.cmd starts the package that lies beside it.
    return basename(found).toLowerCase() === "codex.cmd"
      ? join(dirname(found), "node_modules", "@openai", "codex")
      : undefined;
  }
  const real = await Deno.realPath(found);
  return real.endsWith("/@openai/codex/bin/codex.js")
    ? dirname(dirname(real))
    : undefined;
}

async function readPackage(
  folder: string,
): Promise<z.infer<typeof packageJson> | undefined> {
  try {
    const text = await Deno.readTextFile(join(folder, "package.json"));
    return packageJson.safeParse(JSON.parse(text)).data;
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return undefined;
  }
}
