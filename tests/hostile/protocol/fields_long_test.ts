/**
 * Proves that a wrong value in any field that the product reads ends as it
 * should: each field of each message in turn, against one running Codex.
 */
import { assert, assertEquals } from "@std/assert";
import { readImageItem } from "../../../src/codex/image_item.ts";
import type { Session } from "../../../src/codex/session.ts";
import { runTurn } from "../../../src/codex/turn.ts";
import { turnFailure } from "../../../src/codex/turn_failure.ts";
import { readUsage, usageWindows } from "../../../src/codex/usage.ts";
import { Failure } from "../../../src/errors/failure.ts";
import { builtInPolicy } from "../../../src/policy/built_in.ts";
import { requireAccount } from "../../../src/preflight/account.ts";
import { requireCodexVersion } from "../../../src/preflight/open.ts";
import { SECRET } from "../../fake_codex/odd_values.ts";
import { type Step, THREAD } from "../../fake_codex/scenario.ts";
import { playSteps } from "../cases.ts";
import { type Ending, type WrongMessage, wrongMessages } from "./fields.ts";
import { replies } from "./replies.ts";
import { withFakeSession } from "./session.ts";
import { answer, message } from "./scene.ts";
import { scenes } from "./scenes.ts";
import { PATIENCE_MS } from "../../support/pace.ts";

/** How long Codex may be silent in a turn whose end cannot be read, in milliseconds. */
const STALL_MS = 150;
/** Longest that a failure's words may be, in characters. */
const WORDS = 8_000;

const policy = builtInPolicy();
const limits = {
  maxBytes: policy.limits.outputBytes,
  maxSide: policy.limits.outputSide,
  maxPixels: policy.limits.outputPixels,
};

/** What comes of the session's part in a job, once it is open. */
const parts = {
  "account/read": async (session: Session) =>
    requireAccount(await session.account(), policy.plans),
  "config/read": (session: Session) => session.startThread("draw"),
  "thread/start": (session: Session) => session.startThread("draw"),
  "account/rateLimits/read": async (session: Session) => {
    const limits = await readUsage(session.connection);
    return limits && usageWindows(limits);
  },
} as const;

Deno.test("A wrong value in a reply before the turn:", async (test) => {
  for (const method of Object.keys(parts).filter(isPart)) {
    const { result, fields } = replies[method];
    const rows = wrongMessages(method, result, fields);
    const on = { [method]: rows.map(({ value }) => [answer(value)]) };
    await withFakeSession({ on }, async (session) => {
      for (const { name, ends } of rows) {
        await test.step(
          name,
          async () => endsAs(ends, await ending(() => parts[method](session))),
        );
      }
    });
  }
});

Deno.test("A wrong value in the handshake:", async (test) => {
  const { result, fields } = replies.initialize;
  const rows = wrongMessages("initialize", result, fields);
  await playSteps(test, rows, async ({ value, ends }) => {
    const on = { initialize: [[answer(value)]] };
    endsAs(
      ends,
      await ending(() =>
        withFakeSession({ on }, (session) => {
          requireCodexVersion(session, policy);
          return Promise.resolve();
        })
      ),
    );
  });
});

for (const scene of scenes) {
  const { method, value, fields, turn, ends: usual = "goes on" } = scene;
  Deno.test(`A wrong value in a turn with ${scene.name}:`, async (test) => {
    const good: WrongMessage = { name: "none", value, ends: usual };
    const rows = [good, ...wrongMessages(method, value, fields)];
    const turns = rows.map(({ value }): Step[] => [{
      do: "together",
      steps: turn(message(scene, value)),
    }]);
    await withFakeSession({ on: { "turn/start": turns } }, async (session) => {
      for (const { name, ends } of rows) {
        await test.step(
          name,
          async () =>
            endsAs(
              ends === "goes on" ? usual : ends,
              await ending(() => play(session, ends)),
            ),
        );
      }
    });
  });
}

/** Runs the next turn; throws as a job would when there is no image. */
async function play(session: Session, ends: Ending): Promise<unknown> {
  const outcome = await runTurn(
    session,
    { id: THREAD, model: null },
    { text: "a cat", images: [] },
    {
      deadline: performance.now() + PATIENCE_MS,
      stallMs: ends === "runtime/outcome_unknown" ? STALL_MS : PATIENCE_MS,
      signal: new AbortController().signal,
      read: (item) => readImageItem(item, session.codexHome, limits),
      secure: () => Promise.resolve(),
    },
  );
  // Everything of this turn is behind its answer.
  await session.account();
  const [image] = outcome.images;
  if (image === undefined) throw turnFailure(outcome, session.connection);
  const { id, revisedPrompt } = image.item;
  return { id, revisedPrompt };
}

/** What `work` came to: its failure, or "goes on" and what it gave. */
async function ending(
  work: () => Promise<unknown>,
): Promise<{ ends: Ending; shown: unknown }> {
  try {
    return { ends: "goes on", shown: await work() };
  } catch (thrown) {
    const { code, message, evidence } = Failure.from(thrown);
    return { ends: code, shown: { message, evidence } };
  }
}

function endsAs(
  expected: Ending,
  { ends, shown }: { ends: Ending; shown: unknown },
): void {
  const words = JSON.stringify(shown) ?? "";
  assertEquals(ends, expected, words.slice(0, WORDS));
  assert(words.length < WORDS, `${words.length} characters are shown`);
  assert(!words.includes(SECRET) && !/\w{128}/.test(words), words);
}

function isPart(method: string): method is keyof typeof parts {
  return Object.hasOwn(parts, method);
}
