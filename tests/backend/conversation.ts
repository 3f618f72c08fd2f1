import { defaultPicture } from "./pictures.ts";
import type { Act, Draw, DrawAnswer, Scenario } from "./scenario.ts";

/** A picture that the model has asked for and the service has to make. */
export interface Commission {
  readonly prompt: string;
  readonly draw: Draw;
  readonly answer: DrawAnswer;
}

/** How far one thread has come in its scenario. */
export class Conversation {
  readonly #acts: Act[];
  #used = 0;
  #serial = 0;

  constructor(scenario: Scenario) {
    this.#acts = [...scenario.acts];
  }

  /** The act whose turn it is; `undefined` when all are done. */
  get current(): Act | undefined {
    return this.#acts[0];
  }

  /** Counts one use of the current act and leaves it once it is used up. */
  use(): void {
    const act = this.current;
    this.#used++;
    const times = act && "times" in act ? act.times ?? 1 : 1;
    if (this.#used < times) return;
    this.#acts.shift();
    this.#used = 0;
  }

  /** A number that is new in this conversation. */
  serial(): number {
    return ++this.#serial;
  }
}

/** The pictures that one draw act asks for. */
export function commissions(draw: Draw, userPrompt: string): Commission[] {
  return Array.from({ length: draw.count ?? 1 }, (_, index) => {
    const prompt = index === 0 ? userPrompt : `${userPrompt} (${index + 1})`;
    const answer = draw.answer ??
      { kind: "bytes", bytes: defaultPicture(prompt) };
    return { prompt, draw, answer };
  });
}
