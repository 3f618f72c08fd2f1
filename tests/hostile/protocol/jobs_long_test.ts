/**
 * Proves with whole jobs that Codex's messages at the wrong time, twice, of
 * another thread or turn, or with more in them than known, change nothing.
 */
import {
  type FakeScenario,
  type Json,
  type Step,
  turnEnds,
} from "../../fake_codex/scenario.ts";
import {
  type Case,
  type Failed,
  fails,
  playAll,
  type Published,
} from "../cases.ts";
import { message, type Scene } from "./scene.ts";
import { scenes } from "./scenes.ts";
import { isTable, replaced } from "./wrong_values.ts";

/** A job around the message of a scene, which is good but for its moment. */
type Moment = (scene: Scene, good: Step) => FakeScenario["on"] & object;

const usual: Step = { do: "default" };

const moments: Readonly<Record<string, Moment>> = {
  "before the handshake": (scene, good) => ({
    start: [[good]],
    "turn/start": [scene.turn(good)],
  }),
  "before its thread": (scene, good) => ({
    "thread/start": [[good, usual]],
    "turn/start": [scene.turn(good)],
  }),
  "before its turn": (scene, good) => ({
    "turn/start": [[good, ...scene.turn(good)]],
  }),
  "twice": (scene, good) => ({
    "turn/start": [scene.turn({ do: "repeat", times: 2, steps: [good] })],
  }),
  "after the end of its turn": (scene, good) => ({
    "turn/start": [[...scene.turn(good), turnEnds("completed"), good]],
    "turn/interrupt": [[usual, good, good]],
  }),
  "after one of another thread": (scene, good) => ({
    "turn/start": [scene.turn(after(scene, "threadId", good))],
  }),
  "after one of another turn": (scene, good) => ({
    "turn/start": [scene.turn(after(scene, "turnId", good))],
  }),
  "with more in it than is known": (scene) => ({
    "turn/start": [scene.turn(message(scene, withMore(scene.value)))],
  }),
};

for (const [moment, on] of Object.entries(moments)) {
  Deno.test(`A message of a turn comes ${moment}:`, (test) =>
    playAll(
      test,
      scenes.filter(({ kind }) => kind === "notification").map((
        scene,
      ): Case => ({
        name: scene.name,
        scenario: { on: on(scene, message(scene, scene.value)) },
        ends: usualEnd(scene),
      })),
    ));
}

/** The message with another id in it, then the good one. */
function after(
  scene: Scene,
  id: "threadId" | "turnId",
  good: Step,
): Step {
  const ofTurn = isTable(scene.value) && "turn" in scene.value;
  const path = id === "turnId" && ofTurn ? ["turn", "id"] : [id];
  const other = replaced(scene.value, path, "another");
  return { do: "together", steps: [message(scene, other), good] };
}

/** The same with fields that nobody knows, wherever fields can be. */
function withMore(value: Json): Json {
  if (!isTable(value)) return value;
  const known = Object.entries(value).map(([key, inside]) =>
    [key, withMore(inside)] as const
  );
  return {
    ...Object.fromEntries(known),
    constructor: "x",
    ["__proto__"]: { threadId: "another" },
    ofTheFuture: [{ id: 1 }, null],
  };
}

function usualEnd({ ends }: Scene): Failed | Published {
  return ends === undefined ? {} : fails(ends);
}
