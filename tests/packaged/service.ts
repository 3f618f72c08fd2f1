/** The stand-in service's part in the tests of packaged extensions. */
import { assertEquals, assertExists } from "@std/assert";
import type { Backend, Script } from "../backend/backend.ts";
import type { Gate } from "../backend/gate.ts";
import type { ModelRequest } from "../backend/model_request.ts";
import { defaultPicture } from "../backend/pictures.ts";
import { isHosted } from "../genuine/support.ts";

/** The versions that every test here runs with: the floor and the newest tried. */
export const versions = ["0.122.0", "0.169.0"] as const;

/** A prompt with this word gets its picture once the gate is open. */
export const HELD = "heldback";

/** Draws every picture at once, but those that are held back. */
export function drawsUnlessHeld(gate: Gate): Script {
  return ({ prompt }) => ({
    acts: [
      prompt.includes(HELD) ? { do: "draw", hold: gate } : { do: "draw" },
    ],
  });
}

/** Counts the pictures that the service was asked for: Codex is in the middle of a turn. */
export class Turns {
  readonly #backend: Backend;
  readonly #kind: "model" | "generation";

  constructor(backend: Backend, version: string) {
    this.#backend = backend;
    this.#kind = isHosted(version) ? "model" : "generation";
  }

  /** Resolves when `start` has led to one more picture of a text. */
  async oneMore(start: () => Promise<void>): Promise<void> {
    const before = this.#backend.requests.count(this.#kind);
    await start();
    await this.#backend.requests.arrived(this.#kind, before + 1);
  }
}

/** Fails unless the file holds exactly what was drawn for `words`; gives the request. */
export async function assertDrawn(
  backend: Backend,
  path: string,
  words: string,
): Promise<ModelRequest> {
  const asked = backend.requests.model.find(({ prompt }) =>
    prompt.includes(words)
  );
  assertExists(asked, `nobody asked for ${words}`);
  assertEquals(await Deno.readFile(path), defaultPicture(asked.prompt));
  return asked;
}
