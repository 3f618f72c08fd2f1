import { Buffer } from "node:buffer";
import { product } from "../src/system/product.ts";
import type { Lock } from "./lock.ts";

/** What is to be told about. */
export interface SbomFacts {
  readonly lock: Lock;
  /** The packages inside the program, as the lock file names them. */
  readonly inside: ReadonlySet<string>;
  /** The Deno versions of the programs' runtimes. */
  readonly deno: readonly string[];
}

/** One part, in CycloneDX's words. */
interface Component {
  readonly type: "library" | "platform";
  readonly "bom-ref": string;
  readonly name: string;
  readonly version: string;
  readonly purl: string;
  /** `excluded`: used for building and testing, not inside the program. */
  readonly scope: "required" | "excluded";
  readonly hashes?: readonly {
    readonly alg: string;
    readonly content: string;
  }[];
}

/**
 * The bill of materials in CycloneDX 1.6 (JSON): Deno's runtime and every
 * package of the lock file. It holds no time and no random number, so the same
 * facts give the same bytes.
 */
export function sbomText({ lock, inside, deno }: SbomFacts): string {
  const components = [
    ...deno.toSorted().map(runtime),
    ...Object.entries(lock.npm).map(([id, { integrity }]) =>
      library(id, integrity, inside.has(id))
    ),
  ];
  const self = `pkg:generic/${product.name}@${product.version}`;
  const bom = {
    $schema: "http://cyclonedx.org/schema/bom-1.6.schema.json",
    bomFormat: "CycloneDX",
    specVersion: "1.6",
    version: 1,
    metadata: {
      component: {
        type: "application",
        "bom-ref": self,
        name: product.name,
        version: product.version,
        purl: self,
        licenses: [{ license: { id: "MIT" } }],
      },
    },
    components,
    dependencies: [{
      ref: self,
      dependsOn: components
        .filter(({ scope }) => scope === "required")
        .map((component) => component["bom-ref"]),
    }],
  };
  return `${JSON.stringify(bom, null, 2)}\n`;
}

function runtime(version: string): Component {
  const purl = `pkg:github/denoland/deno@v${version}`;
  return {
    type: "platform",
    "bom-ref": purl,
    name: "deno",
    version,
    purl,
    scope: "required",
  };
}

function library(id: string, integrity: string, inside: boolean): Component {
  const at = id.lastIndexOf("@");
  const [name, version] = [id.slice(0, at), id.slice(at + 1)];
  // A scope's @ is written %40 in a package URL.
  const purl = `pkg:npm/${name.replace("@", "%40")}@${version}`;
  const content = Buffer.from(integrity.slice("sha512-".length), "base64")
    .toString("hex");
  return {
    type: "library",
    "bom-ref": purl,
    name,
    version,
    purl,
    scope: inside ? "required" : "excluded",
    hashes: [{ alg: "SHA-512", content }],
  };
}
