/** A release for the computer that the tests run on. */
import { checksumsText, type NamedBytes } from "../../release/checksums.ts";
import { binaryName, placeInExtension } from "../../release/names.ts";
import { assetOf, releaseText } from "../../release/release_file.ts";
import { chooseTargets } from "../../release/targets.ts";
import { builtInPolicy } from "../../src/policy/built_in.ts";
import { product } from "../../src/system/product.ts";
import { fail } from "@std/assert";

/** The release's target of this computer. */
export const hostTarget =
  chooseTargets(builtInPolicy().platforms, Deno.build.target)[0] ??
    fail("this computer has no target");

/** The program's name as an asset. */
export const assetName = binaryName(hostTarget);

/** The program's place in an extension folder, with `/`. */
export const place = placeInExtension(hostTarget);

/** The text of the `release.json` of `program`. */
export function releaseJson(program: Uint8Array, urlBase: string): string {
  return releaseText({
    schemaVersion: 1,
    version: product.version,
    urlBase,
    targets: {
      [hostTarget.triple]: {
        platform: hostTarget.platform,
        binary: assetOf({ name: assetName, bytes: program }),
        archives: [],
      },
    },
  });
}

/** The assets that an installer of the command reads, by name. */
export function assetsOf(
  program: Uint8Array,
  urlBase: string,
): Record<string, Uint8Array> {
  const text = new TextEncoder();
  const listed: NamedBytes[] = [
    { name: assetName, bytes: program },
    { name: `${assetName}.zip`, bytes: text.encode("an archive") },
    {
      name: "release.json",
      bytes: text.encode(releaseJson(program, urlBase)),
    },
  ];
  return {
    ...Object.fromEntries(listed.map(({ name, bytes }) => [name, bytes])),
    SHA256SUMS: text.encode(checksumsText(listed)),
  };
}
