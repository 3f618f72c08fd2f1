import { Failure } from "../errors/failure.ts";
import { nearest } from "../errors/nearest.ts";
import { isGroup, type Place, type Target } from "./place.ts";
import { didYouMean, quoted, seeHelp } from "./usage_words.ts";

type Command = Exclude<Target, { readonly getAllEntries: unknown }>;
/** What is known of one flag. */
export type Flag = NonNullable<Command["parameters"]["flags"]>[string];

/**
 * Checks the names of all flags after a command.
 *
 * @throws {Failure} `request/usage` for the first unknown one, with the nearest
 * that the command has.
 */
export function checkFlagNames(place: Place): void {
  const { target, path, rest } = place;
  const own = path.length === 0 ? ["help", "version"] : ["help"];
  const long = [...flagsOf(target).keys(), ...own];
  const short = own.map((name) => name.charAt(0));
  const flags = rest.includes("--") ? rest.slice(0, rest.indexOf("--")) : rest;
  const asksForHelp = own.some((name) =>
    flags.includes(`--${name}`) || flags.includes(`-${name.charAt(0)}`)
  );
  if (asksForHelp) return;
  for (const [index, word] of flags.entries()) {
    const name = /^--([a-z][\w.-]*)(?:=|$)/i.exec(word)?.[1];
    if (name !== undefined && !long.includes(name)) {
      throw unknownFlag(place, index, nearest(name, long));
    }
    const letters = /^-([a-z]+)(?:=|$)/i.exec(word)?.[1];
    if (letters !== undefined && !short.includes(letters)) {
      throw unknownFlag(place, index, undefined);
    }
  }
}

/** The flags of a command by the names that are typed after the dashes. */
export function flagsOf(target: Target): ReadonlyMap<string, Flag> {
  const flags = isGroup(target) ? {} : target.parameters.flags ?? {};
  return new Map(
    Object.entries(flags).map(([name, flag]) => [kebab(name), flag]),
  );
}

/** `dryRun` is typed as `--dry-run`. */
function kebab(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

function unknownFlag(
  { target, path, rest }: Place,
  index: number,
  meant: string | undefined,
): Failure {
  const word = rest[index] ?? "";
  const before = rest[index - 1] ?? "";
  const kind = before.startsWith("--")
    ? flagsOf(target).get(before.slice(2))?.kind
    : undefined;
  const where = isGroup(target) ? " before a command" : "";
  const hint = kind === "parsed"
    ? `; if it is a value, write ${before}=...`
    : didYouMean(meant && `--${meant}`);
  return new Failure("request/usage", {
    message: `There is no flag ${
      quoted(word.split("=")[0] ?? word)
    }${where}${hint}`,
    remedy: seeHelp(path),
  });
}
