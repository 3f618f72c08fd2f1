/**
 * How Codex is started and how its threads are opened: everything that could
 * run a program, reach the network on its own or slow the start is off. The
 * set was tried together on 15 Codex versions from 0.118.0 to 0.169.0.
 *
 * Hooks have two names: 0.122 and 0.124 know `codex_hooks` alone, and run the
 * user's own in spite of `hooks=false`; to later versions it is the same.
 *
 * `skills.bundled.enabled=false` must never be added: Codex up to 0.145 then
 * deletes files in the user's own home.
 */
const settings = [
  "features.plugins=false",
  "features.apps=false",
  "features.multi_agent=false",
  "features.memories=false",
  "features.goals=false",
  "features.shell_tool=false",
  "features.unified_exec=false",
  "features.shell_snapshot=false",
  "features.hooks=false",
  "features.codex_hooks=false",
  "features.tool_suggest=false",
  "features.image_generation=true",
  'web_search="disabled"',
  "notify=[]",
  "analytics.enabled=false",
  "check_for_update_on_startup=false",
  "project_doc_max_bytes=0",
  "skills.include_instructions=false",
  "include_environment_context=false",
  "include_apps_instructions=false",
  'developer_instructions=""',
  'model_reasoning_effort="low"',
] as const;

/** The arguments that start `codex` as an app-server. */
export const appServerArguments: readonly string[] = [
  "app-server",
  ...settings.flatMap((setting) => ["-c", setting]),
];
