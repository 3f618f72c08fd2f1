/** A stand-in for GitHub's command line, with the files of one release. */
import { basename, join } from "@std/path";
import type { Gh } from "../../release/gh.ts";
import { Refusal } from "../../release/refusal.ts";

/** What the stand-in has, and what it was asked. */
export interface FakeGh {
  readonly gh: Gh;
  readonly calls: readonly string[][];
}

/** What stands on the fake GitHub. */
export interface FakeGithub {
  /** Where a download copies the release's files from. */
  readonly files?: string;
  /** The tags that `release list` tells. */
  readonly tags?: readonly string[];
  /** Has this file such an attestation? By default each has. */
  readonly attested?: (name: string, predicateType: string) => boolean;
}

/** Fails as `gh` does: a download by the name of no file gives just the others. */
export function fakeGh(
  { files = "", tags = [], attested = () => true }: FakeGithub,
): FakeGh {
  const calls: string[][] = [];
  const gh: Gh = async (args) => {
    calls.push([...args]);
    switch (args.slice(0, 2).join(" ")) {
      case "release list":
        return JSON.stringify(tags.map((tagName) => ({ tagName })));
      case "release download":
        await download(files, args);
        break;
      case "attestation verify":
        verify(args, attested);
        break;
    }
    return "";
  };
  return { gh, calls };
}

/** The values of an option, in order. */
export function valuesOf(args: readonly string[], option: string): string[] {
  return args.flatMap((word, at) =>
    word === option ? [args[at + 1] ?? ""] : []
  );
}

async function download(files: string, args: readonly string[]): Promise<void> {
  const [folder = ""] = valuesOf(args, "--dir");
  const wanted = valuesOf(args, "--pattern");
  for await (const { name } of Deno.readDir(files)) {
    if (!wanted.includes(name)) continue;
    await Deno.copyFile(join(files, name), join(folder, name));
  }
}

function verify(
  args: readonly string[],
  attested: (name: string, predicateType: string) => boolean,
): void {
  const name = basename(args[2] ?? "");
  const [type = ""] = valuesOf(args, "--predicate-type");
  if (!attested(name, type)) throw new Refusal(`${name} has no ${type}`);
}
