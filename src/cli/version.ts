import config from "../../deno.json" with { type: "json" };

/** The command's name, as it is typed and shown. */
export const programName: string = config.name;

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
    version: config.version,
    deno: Deno.version.deno,
    build: Deno.build.standalone ? "compiled" : "source",
    target: Deno.build.target,
  };
}

/** What `--version` prints: product, Deno and build, a line each. */
export function versionText(facts: BuildFacts): string {
  return [
    `${programName} ${facts.version}`,
    `deno ${facts.deno}`,
    `build ${facts.build} ${facts.target}`,
    "",
  ].join("\n");
}
