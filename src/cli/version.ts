import { isStandalone } from "../system/platform.ts";
import { product } from "../system/product.ts";

/** What this very program is. */
export interface BuildFacts {
  /** The product's own version. */
  readonly version: string;
  /** The Deno it runs on. */
  readonly deno: string;
  /** `source`: started by Deno from its files; `compiled`: one program file. */
  readonly build: "source" | "compiled";
  /** The platform it was built for, as Rust names it. */
  readonly target: string;
}

/** The facts about the running program. */
export function buildFacts(): BuildFacts {
  return {
    version: product.version,
    deno: Deno.version.deno,
    build: isStandalone() ? "compiled" : "source",
    target: Deno.build.target,
  };
}

/** What `--version` prints: product, Deno and build, a line each. */
export function versionText(facts: BuildFacts): string {
  return [
    `${product.name} ${facts.version}`,
    `deno ${facts.deno}`,
    `build ${facts.build} ${facts.target}`,
    "",
  ].join("\n");
}
