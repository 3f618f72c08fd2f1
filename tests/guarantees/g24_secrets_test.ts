/**
 * Proves G24: no secret and no base64 of Codex's reaches a failure, whatever
 * surrounds it, wherever it is cut, and by whatever way it comes.
 */
import { assert } from "@std/assert";
import fc from "fast-check";
import { Tail } from "../../src/codex/tail.ts";
import { turnFailure } from "../../src/codex/turn_failure.ts";
import { TurnRecord } from "../../src/codex/turn_record.ts";
import { redact } from "../../src/errors/redact.ts";
import {
  completed,
  outcomeOf,
  said,
  started,
  turnError,
} from "../codex/support_turn.ts";
import { failedTurn, failureOf } from "../codex/support_turn_failure.ts";
import { assertProperty } from "../support/seeded.ts";

/** More than by chance could stand in a text, in characters. */
const PART = 10;

function letters(alphabet: string, minLength: number, maxLength: number) {
  return fc.string({
    unit: fc.constantFrom(...alphabet),
    minLength,
    maxLength,
  });
}

/** With a digit among the first letters, as keys have. */
const word = letters("ABCDEFGHJKLMNPQRSTUVWXYZ23456789", 16, 60)
  .map((text) => `7${text}`);
const base64 = letters("ABCDEFGHJKLMNabcdefghjk23456789+/", 128, 400);

/** What must not be seen, and the text that holds it. */
interface Secret {
  readonly hidden: string;
  readonly text: string;
}

const shapes: readonly ((hidden: string) => string)[] = [
  (hidden) => `sk-${hidden}`,
  (hidden) => `sk-proj-${hidden}`,
  (hidden) => `rt_${hidden}`,
  (hidden) => `sess-${hidden}`,
  (hidden) => `eyJ${hidden}.${hidden}.${hidden}`,
  (hidden) => `Bearer ${hidden}`,
  (hidden) => `Authorization: Bearer ${hidden}`,
  (hidden) => `Basic ${hidden}==`,
  (hidden) => `{"access_token":"${hidden}","n":1}`,
  (hidden) => JSON.stringify(JSON.stringify({ refresh_token: hidden })),
  (hidden) => `{"idToken": "${hidden}"}`,
  (hidden) => `OPENAI_API_KEY=${hidden}`,
  (hidden) => `CODEX_ACCESS_TOKEN=${hidden}`,
  (hidden) => `password: ${hidden}`,
];

const secret: fc.Arbitrary<Secret> = fc.oneof(
  fc.tuple(word, fc.constantFrom(...shapes)).map(([hidden, shape]) => ({
    hidden,
    text: shape(hidden),
  })),
  base64.map((hidden) => ({ hidden, text: hidden })),
  base64.map((hidden) => ({
    hidden,
    text: `data:image/png;base64,${hidden}`,
  })),
);

/** What may stand around a secret: no letter or digit touches it. */
const gap = fc.constantFrom(
  " ",
  "\n",
  '"',
  "(",
  "\t",
  "\\n",
  "\\t",
  '\\"',
  "%20",
  "\x1b[31m",
);
const filler = fc.array(
  fc.oneof(
    fc.lorem({ maxCount: 3 }),
    fc.string({ unit: "binary", maxLength: 5 }),
    fc.constantFrom("error: ", "{", "[2m", "é🦊", "\0", "token "),
  ),
  { maxLength: 5 },
).map((parts) => parts.join(""));

const around = fc.record({
  before: filler,
  open: gap,
  after: filler,
  close: gap,
});

function embed(
  { text }: Secret,
  { before, open, close, after }: Record<
    "before" | "open" | "close" | "after",
    string
  >,
): string {
  return `${before}${open}${text}${close}${after}`;
}

/** Fails when a part of the secret is to be seen. */
function assertHidden({ hidden }: Secret, shown: string): void {
  for (let from = 0; from + PART <= hidden.length; from++) {
    const part = hidden.slice(from, from + PART);
    assert(!shown.includes(part), `${part} in ${shown}`);
  }
}

const RUNS = 2_000;
/** As much as is looked at of a text, in characters. */
const LONG = 64 * 1024;

Deno.test("No part of a secret is shown, wherever its text is cut", (test) =>
  assertProperty(
    test,
    fc.property(secret, around, fc.nat({ max: 600 }), (one, texts, length) => {
      assertHidden(one, redact(embed(one, texts), length));
    }),
    RUNS,
  ));

Deno.test("No part of a secret is shown where a text is too long to be masked whole", (test) =>
  assertProperty(
    test,
    fc.property(secret, around, fc.nat({ max: 600 }), (one, texts, before) => {
      const text = `${"z ".repeat(LONG / 2 - before / 2)}${embed(one, texts)}`;
      assertHidden(one, redact(text + "z ".repeat(600), LONG));
    }),
    RUNS / 10,
  ));

Deno.test("No part of a secret that Codex tells of reaches a failure", (test) =>
  assertProperty(
    test,
    fc.property(secret, around, (one, texts) => {
      const text = embed(one, texts);
      const stderr = { rawStderr: text, stderr: redact(text) };
      const failures = [
        failureOf(failedTurn(turnError("other", text))),
        failureOf(failedTurn(turnError("badRequest", text, text))),
        failureOf([started, said(text), completed()], { log: stderr }),
        failureOf([started], {
          why: "refused",
          reply: { kind: "error", code: -32600, message: text },
        }),
        failureOf([started], {
          why: "lost",
          ending: { kind: "exited", exit: { code: 1, signal: null } },
          log: stderr,
        }),
        turnFailure(
          outcomeOf(new TurnRecord(text), {
            why: "lost",
            ending: { kind: "overflow" },
          }),
          stderr,
        ),
      ];
      for (const { message, remedy, evidence } of failures) {
        assertHidden(one, JSON.stringify([message, remedy, evidence]));
      }
    }),
    RUNS,
  ));

Deno.test("No part of a secret is shown where the beginning of stderr was dropped", (test) => {
  const noise = fc.nat({ max: 300 }).map((length) => `${"z".repeat(length)}\n`);
  return assertProperty(
    test,
    fc.property(
      secret,
      around,
      noise,
      fc.integer({ min: 1, max: 700 }),
      (one, texts, rest, kept) => {
        const tail = new Tail(kept);
        for (const part of [embed(one, texts), rest, "the reason\n"]) {
          tail.push(new TextEncoder().encode(part));
        }
        assertHidden(one, redact(tail.wholeLines(), Infinity));
      },
    ),
    RUNS,
  );
});
