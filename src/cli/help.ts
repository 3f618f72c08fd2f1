import { product } from "../system/product.ts";
import { twoColumns } from "./columns.ts";
import { flagsOf } from "./flag_names.ts";
import { isGroup, type Target, visibleEntries } from "./place.ts";

type Row = readonly [left: string, right: string];

const versionRow: Row = ["-v, --version", "Print product, Deno and build"];

const exitCodes: readonly Row[] = [
  ["0", "done"],
  ["1", "our bug"],
  ["2", "the request or the command line is not valid"],
  ["3", "policy, Codex, platform or login is not ready"],
  ["4", "refused by the service"],
  ["5", "outcome unknown, may have been charged"],
  ["6", "no usable image"],
  ["7", "image made but not published or not told of; it is kept"],
  ["130", "cancelled"],
];

/**
 * The help of a command or a group: its story, then its commands, arguments
 * and flags.
 *
 * @param path The words that lead to it, none for the program itself.
 */
export function helpText(path: readonly string[], target: Target): string {
  const isRoot = path.length === 0;
  return [
    target.fullDescription ?? target.brief,
    ...section("COMMANDS", commandRows(target)),
    ...section("ARGUMENTS", argumentRows(target)),
    ...section("FLAGS", [
      ...flagRows(target),
      ["-h, --help", "Print help"],
      ...(isRoot ? [versionRow] : []),
    ]),
    ...(isRoot ? section("EXIT CODES", exitCodes) : []),
    "",
  ].join("\n");
}

/** What is shown when nothing was asked: the story and the names of the commands. */
export function shortHelp(target: Target): string {
  const names = commandRows(target).map(([name]) => name).join(", ");
  return [
    target.fullDescription ?? target.brief,
    "",
    `Commands: ${names}`,
    `More: ${product.name} --help`,
    "",
  ].join("\n");
}

function section(title: string, rows: readonly Row[]): string[] {
  return rows.length === 0 ? [] : ["", title, ...twoColumns(rows)];
}

function commandRows(target: Target): Row[] {
  if (!isGroup(target)) return [];
  return visibleEntries(target).map(({ name, aliases, target }) => [
    [name.original, ...aliases].join(", "),
    target.brief,
  ]);
}

function argumentRows(target: Target): Row[] {
  const positional = isGroup(target) ? undefined : target.parameters.positional;
  if (positional === undefined) return [];
  const parameters = positional.kind === "array"
    ? [positional.parameter]
    : positional.parameters;
  return parameters.map(({ placeholder = "", brief }) => [placeholder, brief]);
}

function flagRows(target: Target): Row[] {
  return [...flagsOf(target)].map(([name, flag]) => [
    [`--${name}`, flag.kind === "boolean" ? "" : flag.placeholder].join(" ")
      .trimEnd(),
    flag.brief,
  ]);
}
