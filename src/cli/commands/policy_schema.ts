import { buildCommand, type Command } from "@stricli/core";
import type { CliContext } from "../context.ts";
import { story } from "../story.ts";

async function schema(this: CliContext): Promise<void> {
  const schema = await this.services.policyJsonSchema();
  this.process.stdout.write(JSON.stringify(schema, null, 2) + "\n");
}

/** `policy schema`: the JSON Schema of policy files, for editors. */
export const policySchemaCommand: Command<CliContext> = buildCommand<
  Record<never, never>,
  [],
  CliContext
>({
  func: schema,
  parameters: {},
  docs: {
    brief: "Print the JSON Schema of policy files",
    fullDescription: story(
      [
        {
          words: "policy schema > policy.schema.json",
          meaning: "Saves it for an editor",
        },
      ],
      "Lets an editor check and complete policy files (JSON Schema, draft 7).",
    ),
  },
});
