/** What Codex does in the tests of hosts. */
import {
  type FakeScenario,
  turnBegins,
  turnEnds,
} from "../fake_codex/scenario.ts";

/** Nobody has logged in. */
export function loggedOut(): FakeScenario {
  const result = { account: null, requiresOpenaiAuth: true };
  return { on: { "account/read": [[{ do: "reply", result }]] } };
}

/** The turn draws its picture once the gate is open. */
export function drawsLater(gate: string): FakeScenario {
  const steps = [
    ...turnBegins,
    { do: "awaitFile", path: gate },
    { do: "image" },
    turnEnds("completed"),
  ] as const;
  return { on: { "turn/start": [steps] } };
}

/** Codex answers its first request once the gate is open. */
export function silentHandshake(gate: string): FakeScenario {
  const steps = [{ do: "awaitFile", path: gate }, { do: "default" }] as const;
  return { on: { initialize: [steps] } };
}
