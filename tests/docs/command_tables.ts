/** The generated parts of `docs/commands.md`. */
import { type Command, commands } from "./command_line.ts";
import { markdownTable } from "./markdown_table.ts";

/** Every command with its arguments and flags. */
export function commandTables(): string {
  const all = commands();
  return all.map((command, index) =>
    [
      `### \`${command.words}\``,
      `${command.brief}.`,
      ...tableOf(command, all.slice(0, index)),
    ].join("\n\n")
  ).join("\n\n");
}

/** Every task of `deno.json`, by the description that it has there. */
export function taskTable(
  tasks: Readonly<Record<string, { readonly description: string }>>,
): string {
  return markdownTable(
    ["task", "what it does"],
    Object.entries(tasks).map(([name, { description }]) => [
      `\`${name}\``,
      description,
    ]),
  );
}

/** A table, or the name of an earlier command that takes the same. */
function tableOf(
  command: Command,
  earlier: readonly Command[],
): readonly string[] {
  const rows = rowsOf(command);
  if (rows.length === 0) return [];
  const same = earlier.find((one) =>
    one.flags.size > 0 && rowsOf(one).join() === rows.join()
  );
  return [
    same === undefined
      ? markdownTable(["takes", "meaning"], rows)
      : `Takes what \`${same.words}\` takes.`,
  ];
}

function rowsOf({ positionals, flags }: Command): readonly string[][] {
  return [
    ...positionals.map(([name, brief]) => [`\`${name}\``, plain(brief)]),
    ...[...flags].map(([name, flag]) => [
      flag.kind === "boolean"
        ? `\`--${name}\``
        : `\`--${name} ${flag.placeholder}\``,
      plain(flag.brief),
    ]),
  ];
}

/** Text whose `<id>` Markdown does not take for HTML. */
function plain(text: string): string {
  return text.replaceAll("<", "\\<");
}
