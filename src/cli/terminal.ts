import type { Environment } from "../system/environment.ts";

/** What decides how text may look on one output stream. */
export interface Surroundings {
  /** The stream goes to a terminal. */
  readonly isTerminal: boolean;
  /** Deno's name of the operating system. */
  readonly os: string;
  readonly env: Environment;
}

/** What one output stream may show. */
export interface Appearance {
  /** Cursor movement works: a line can be drawn again in place. */
  readonly live: boolean;
  readonly colour: boolean;
  /** Signs beyond ASCII are safe. */
  readonly unicode: boolean;
}

/**
 * Works out what a stream may show. `NO_COLOR` is https://no-color.org: any
 * value but the empty one switches colour off; `TERM=dumb` rules out colour,
 * movement and signs.
 */
export function appearance(surroundings: Surroundings): Appearance {
  const { isTerminal, env } = surroundings;
  const dumb = env("TERM") === "dumb";
  const live = isTerminal && !dumb;
  return {
    live,
    colour: live && !env("NO_COLOR"),
    unicode: !dumb && hasUnicode(surroundings),
  };
}

/** POSIX tells by the locale; on Windows only newer terminals surely have the glyphs. */
function hasUnicode({ os, env }: Surroundings): boolean {
  if (os === "windows") {
    return Boolean(env("WT_SESSION") || env("TERM_PROGRAM"));
  }
  const locale = env("LC_ALL") || env("LC_CTYPE") || env("LANG") || "";
  return /utf-?8/i.test(locale);
}
