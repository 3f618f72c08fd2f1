/** What a model that was talked into harm would call. */
import { execCall, functionCall } from "./calls.ts";
import type { ModelRequest } from "./model_request.ts";

/** What the calls would do. */
export interface Harm {
  /** For `sh -c`. */
  readonly command: string;
  /** As `apply_patch` takes it. */
  readonly patch: string;
}

/** Tools by the names that Codex 0.122 to 0.169 have had for commands and patches. */
export function harmfulCalls(
  request: ModelRequest,
  id: string,
  { command, patch }: Harm,
): object[] {
  const argv = ["sh", "-c", command];
  const functions: readonly (readonly [string, object])[] = [
    ["shell", { command: argv }],
    ["shell_command", { command }],
    ["container.exec", { command: argv }],
    ["exec_command", { cmd: command }],
    ["apply_patch", { input: patch }],
  ];
  return [
    ...functions.map(([name, args], index) =>
      functionCall(`${id}_f${index}`, name, args)
    ),
    {
      type: "local_shell_call",
      id: `lsh_${id}`,
      call_id: `call_${id}_shell`,
      status: "completed",
      action: { type: "exec", command: argv },
    },
    {
      type: "custom_tool_call",
      id: `ctc_${id}_patch`,
      call_id: `call_${id}_patch`,
      status: "completed",
      name: "apply_patch",
      input: patch,
    },
    ...(request.mechanism === "exec"
      ? [execCall(request, `${id}_x`, harmfulScript(functions, patch))]
      : []),
  ];
}

function harmfulScript(
  functions: readonly (readonly [string, object])[],
  patch: string,
): string {
  const all: readonly (readonly [string, unknown])[] = [
    ...functions,
    ["apply_patch", patch],
  ];
  return [
    `for (const [name, args] of ${JSON.stringify(all)}) {`,
    "  try { text(await tools[name](args)); } catch (error) { text(String(error)); }",
    "}",
  ].join("\n");
}
