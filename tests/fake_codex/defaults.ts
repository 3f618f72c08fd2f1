import {
  type FakeScenario,
  type Json,
  MODEL,
  says,
  type Step,
  THREAD,
  turnBegins,
  turnEnds,
} from "./scenario.ts";

/** What a well-behaved Codex with a paid plan does for `method`. */
export function defaultSteps(
  method: string,
  scenario: FakeScenario,
): readonly Step[] {
  const version = scenario.version ?? "0.169.0";
  switch (method) {
    case "start":
    case "initialized":
      return [];
    case "end":
      return [{ do: "exit", code: 0 }];
    case "initialize":
      return reply({
        userAgent: scenario.userAgent ??
          `modly/${version} (Debian 12.0.0; x86_64) unknown (modly; 1)`,
        codexHome: Deno.env.get("CODEX_HOME") ?? "",
        platformFamily: "unix",
        platformOs: "linux",
      });
    case "account/read":
      return reply({
        account: {
          type: "chatgpt",
          email: "someone@example.test",
          planType: "plus",
        },
        requiresOpenaiAuth: true,
      });
    case "account/rateLimits/read":
      return reply({ rateLimits: { limitId: "codex", primary: usage } });
    case "config/read":
      return reply({ config: { mcp_servers: {} } });
    case "thread/start":
      return reply({
        thread: { id: THREAD, cliVersion: version, turns: [] },
        model: MODEL,
        modelProvider: "openai",
        reasoningEffort: "low",
      });
    case "turn/start":
      return [
        ...turnBegins,
        { do: "image" },
        says("Done."),
        turnEnds("completed"),
      ];
    case "turn/interrupt":
      return [...reply({}), turnEnds("interrupted")];
    default:
      return [{
        do: "error",
        code: -32600,
        message: `Invalid request: unknown variant \`${method}\``,
      }];
  }
}

const usage = { usedPercent: 5, windowDurationMins: 300, resetsAt: 1 };

function reply(result: Json): Step[] {
  return [{ do: "reply", result }];
}
