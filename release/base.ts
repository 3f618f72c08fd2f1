/** Where the runtime comes from that a binary is made of: Deno's `denort`. */
export const baseKinds = ["official", "npm", "file"] as const;
export type BaseKind = typeof baseKinds[number];

/** A runtime, and the Deno that makes binaries of it: both have one version. */
export interface Base {
  readonly kind: BaseKind;
  /** The Deno version of program and runtime. */
  readonly deno: string;
  /** The program that compiles, with the words before `compile`. */
  readonly command: readonly [string, ...string[]];
  /** What the program needs in its environment. */
  readonly env: Readonly<Record<string, string>>;
}
