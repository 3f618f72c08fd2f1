import { buildRouteMap, type RouteMap } from "@stricli/core";
import type { CliContext } from "../context.ts";
import { story } from "../story.ts";
import { policyCheckCommand } from "./policy_check.ts";
import { policyExplainCommand } from "./policy_explain.ts";
import { policySchemaCommand } from "./policy_schema.ts";
import { policyShowCommand } from "./policy_show.ts";

/** `policy`: what the product accepts, and who said so. */
export const policyCommands: RouteMap<CliContext> = buildRouteMap({
  routes: {
    show: policyShowCommand,
    explain: policyExplainCommand,
    check: policyCheckCommand,
    schema: policySchemaCommand,
  },
  docs: {
    brief: "Look at the policy: what is accepted, and who said so",
    fullDescription: story(
      [
        {
          words: "policy explain",
          meaning: "Tells every value and who set it",
        },
        {
          words: "policy show > policy.json",
          meaning: "Makes a policy file to start from",
        },
        { words: "policy check policy.json", meaning: "Checks it" },
      ],
      "The policy says which Codex versions, platforms, plans and sizes are accepted.",
    ),
  },
});
