import { join } from "@std/path";
import { parseTarGzip } from "nanotar";
import { sha256 } from "../src/system/sha256.ts";
import type { Base } from "./base.ts";
import { sha512Integrity } from "./checksums.ts";
import { runProgram } from "./program.ts";
import { readIfThere } from "./read_if_there.ts";
import { Refusal } from "./refusal.ts";
import type { Target } from "./targets.ts";

/**
 * A program that somebody compiled with Deno and put on npm. Deno puts another
 * program in the place of the first, so its runtime serves where only npm can
 * be reached. It comes from a stranger: never for a release.
 */
const source = {
  spec: "@dgellow/pls-linux-x64@0.7.3",
  /** As the npm registry states it for this version. */
  integrity:
    "sha512-ztaLJecDHUkRrvFFFVNzN2ApeXoelxGG0CZkI8IlEogclOAO7dlyVrFolJb8c91jkVg0Wh8QScfq14oDAmhtqQ==",
  /** Of the program in the package. */
  sha256: "d567758d155c9bd1c081d5ece77ea72e5cf8ec2df8077c1cf01565216625fdb0",
  program: "package/bin/pls",
  triple: "x86_64-unknown-linux-gnu",
  /** The Deno that the program was compiled with. */
  deno: "2.5.7",
} as const;

/** Can the base from npm serve this target? */
export function npmBaseServes({ triple }: Pick<Target, "triple">): boolean {
  return triple === source.triple;
}

/**
 * The base from npm, fetched into `cache` unless it is there. Throws a
 * {@linkcode Refusal} for other targets than its own, and when what npm gives
 * is not what is pinned here.
 */
export async function npmBase(
  targets: readonly Target[],
  cache: string,
): Promise<Base> {
  if (!targets.every(npmBaseServes)) {
    throw new Refusal(`The base from npm serves ${source.triple} only`);
  }
  return {
    kind: "npm",
    deno: source.deno,
    command: ["npx", "--yes", `deno@${source.deno}`],
    env: {
      DENORT_BIN: await cachedProgram(cache),
      // This Deno knows only its own certificate authorities unless told.
      DENO_TLS_CA_STORE: "system",
    },
  };
}

async function cachedProgram(cache: string): Promise<string> {
  const path = join(cache, `denort-${source.deno}`);
  const known = await readIfThere(path);
  if (known && sha256(known) === source.sha256) return path;
  await Deno.mkdir(cache, { recursive: true });
  const folder = await Deno.makeTempDir({ dir: cache });
  try {
    const program = join(folder, "denort");
    await Deno.writeFile(program, await fetched(folder), { mode: 0o755 });
    await Deno.rename(program, path);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
  return path;
}

/** The program's bytes, out of the package that npm puts into `folder`. */
async function fetched(folder: string): Promise<Uint8Array> {
  const name = await runProgram("npm", {
    args: [
      ...["pack", source.spec, "--silent"],
      ...["--pack-destination", folder],
    ],
  });
  const archive = await Deno.readFile(join(folder, name.trim()));
  if (sha512Integrity(archive) !== source.integrity) {
    throw new Refusal(`npm's ${source.spec} is not the one that is pinned`);
  }
  const [program] = await parseTarGzip(archive, {
    filter: ({ name }) => name === source.program,
  });
  if (program?.data && sha256(program.data) === source.sha256) {
    return program.data;
  }
  throw new Refusal(`npm's ${source.spec} holds another program than pinned`);
}
