import config from "../../deno.json" with { type: "json" };
import { catalogue, codes } from "../../src/errors/catalogue.ts";
import { builtInPolicy } from "../../src/policy/built_in.ts";
import { commandTables, taskTable } from "./command_tables.ts";
import { keyTables } from "./key_tables.ts";
import { markdownTable } from "./markdown_table.ts";
import { supportTable } from "./support_table.ts";

/** A part of a document that is generated from the code, between two marks. */
export interface Block {
  /** Below the checkout. */
  readonly file: string;
  /** Stands between `<!-- NAME:start -->` and `<!-- NAME:end -->`. */
  readonly name: string;
  readonly text: string;
}

/** Every generated part of the documents. */
export function blocks(): readonly Block[] {
  const policy = builtInPolicy();
  return [
    { file: "README.md", name: "support", text: supportTable(policy) },
    { file: "docs/policy.md", name: "policy-keys", text: keyTables(policy) },
    { file: "docs/errors.md", name: "codes", text: codeTable() },
    { file: "docs/commands.md", name: "commands", text: commandTables() },
    { file: "docs/commands.md", name: "tasks", text: taskTable(config.tasks) },
  ];
}

function codeTable(): string {
  return markdownTable(
    ["Code", "Exit", "Retry", "Meaning", "Next step"],
    codes.map((code) => {
      const { exit, retry, message, remedy } = catalogue[code];
      return [`\`${code}\``, String(exit), retry, message, remedy];
    }),
  );
}

/** The document with the block replaced; undefined when it has no such marks. */
export function withBlock(document: string, block: Block): string | undefined {
  const start = `<!-- ${block.name}:start -->`;
  const end = `<!-- ${block.name}:end -->`;
  const from = document.indexOf(start);
  const to = document.indexOf(end);
  if (from < 0 || to < from) return undefined;
  const before = document.slice(0, from + start.length);
  return `${before}\n\n${block.text}\n\n${document.slice(to)}`;
}
