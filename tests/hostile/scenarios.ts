/** What many hostile scenarios are: the usual Codex but for one method. */
import type { FakeScenario, Step } from "../fake_codex/scenario.ts";

/** A Codex that answers every request of this method with these steps. */
export function answering(
  method: string,
  ...steps: readonly Step[]
): FakeScenario {
  return { on: { [method]: [steps] } };
}

/** A Codex that does these steps when a turn is asked for. */
export function turn(...steps: readonly Step[]): FakeScenario {
  return answering("turn/start", ...steps);
}
