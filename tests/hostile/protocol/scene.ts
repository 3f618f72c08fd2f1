/** A turn in which one message can be a wrong one. */
import type { Json, Step } from "../../fake_codex/scenario.ts";
import type { Ending, Field } from "./fields.ts";

/** A turn in which one message can be a wrong one. */
export interface Scene {
  readonly name: string;
  /** The reply to this request, or this notification. */
  readonly kind: "reply" | "notification";
  readonly method: string;
  /** The result or the params. */
  readonly value: Json;
  readonly fields: readonly Field[];
  /** The whole turn around the message. */
  readonly turn: (message: Step) => readonly Step[];
  /** How it ends with a good message; an image is published when it says nothing. */
  readonly ends?: Exclude<Ending, "goes on">;
}

/** The message of a scene with this value; without one it has no such part. */
export function message(
  { kind, method }: Scene,
  value: Json | undefined,
): Step {
  if (kind === "reply") return answer(value);
  return {
    do: "notify",
    method,
    ...(value === undefined ? {} : { params: value }),
  };
}

/** Answers the request at hand. */
export function answer(result: Json | undefined): Step {
  return { do: "reply", ...(result === undefined ? {} : { result }) };
}
