/**
 * A program that speaks the app-server protocol from a script.
 * Arguments: the scenario's file, the log's file, then Codex's own arguments.
 */
import { FakeCodex } from "./fake.ts";
import type { FakeScenario } from "./scenario.ts";

const [scenarioPath = "", logPath = "", ...args] = Deno.args;
const scenario: FakeScenario = JSON.parse(
  Deno.readTextFileSync(scenarioPath),
);
if (args.includes("--version")) {
  Deno.stdout.writeSync(
    new TextEncoder().encode(`codex-cli ${scenario.version ?? "0.169.0"}\n`),
  );
} else {
  await new FakeCodex(scenario, logPath).run(args);
}
