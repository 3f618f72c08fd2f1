import { until } from "../hostile/waiting.ts";
import type { Fixture } from "../support/fixture.ts";
import { MARKER, survivors } from "../support/survivors.ts";

/** Waits until of all processes of the test only its host, named so, is left. */
export function quiet(fixture: Fixture, host: string): Promise<void> {
  return until("the end of all programs", async () => {
    const left = await survivors(fixture.env[MARKER] ?? "");
    return left.every(({ command }) => command.includes(host));
  });
}
