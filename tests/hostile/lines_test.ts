import { join } from "@std/path";
import { png } from "../backend/pictures.ts";
import {
  type FakeScenario,
  says,
  type Step,
  turnBegins,
  turnEnds,
} from "../fake_codex/scenario.ts";
import { type Case, playAll } from "./cases.ts";

const MIB = 1024 * 1024;
const image: Step = { do: "image" };

/** A turn in which something happens before its picture comes. */
function before(...steps: readonly Step[]): FakeScenario {
  return {
    on: {
      "turn/start": [[
        ...turnBegins,
        ...steps,
        image,
        turnEnds("completed"),
      ]],
    },
  };
}

/** Something happens before Codex answers `method`. */
function beforeAnswer(method: string, step: Step): FakeScenario {
  return { on: { [method]: [[step, { do: "default" }]] } };
}

function junk(times: number): Step {
  const line: Step = { do: "raw", text: "WARN this is not a message\n" };
  return { do: "repeat", times, steps: [line] };
}

const wellFormed: readonly Case[] = [
  { name: "byte by byte", scenario: { pieceBytes: 1 }, ends: {} },
  {
    name: "byte by byte and with CRLF",
    scenario: { pieceBytes: 1, lineEnd: "\r\n" },
    ends: {},
  },
  { name: "in pieces of 7 bytes", scenario: { pieceBytes: 7 }, ends: {} },
  { name: "with CRLF", scenario: { lineEnd: "\r\n" }, ends: {} },
  {
    name: "with 300 blank lines between",
    scenario: before({ do: "raw", text: "\n\r\n\n".repeat(100) }),
    ends: {},
  },
  {
    name: "all in one piece",
    scenario: {
      on: {
        "turn/start": [[{ do: "together", steps: [{ do: "default" }] }]],
      },
    },
    ends: {},
  },
  {
    name: "one and a half in a piece",
    scenario: before(
      {
        do: "together",
        steps: [says("Here it is."), { do: "raw", text: '{"method":"a/' }],
      },
      { do: "raw", text: 'b","params":{}}\n' },
    ),
    ends: {},
  },
  {
    name: "in several lines of JSON with a character cut in two",
    scenario: { ...before(says("näher – 猫")), pieceBytes: 3 },
    ends: {},
  },
];

Deno.test("Codex's messages are read when they come", (test) =>
  playAll(test, wellFormed));

const noMessages: readonly Case[] = [
  {
    name: "100 lines",
    // Nothing else can end the job before all of them are counted.
    scenario: beforeAnswer("initialize", junk(100)),
    ends: {},
  },
  { name: "100 lines in the turn", scenario: before(junk(100)), ends: {} },
  {
    name: "too many, right behind the image",
    scenario: {
      on: {
        "turn/start": [[
          ...turnBegins,
          { do: "together", steps: [image, junk(150)] },
        ]],
      },
    },
    ends: {},
  },
  {
    name: "101 lines in the turn",
    scenario: { on: { "turn/start": [[...turnBegins, junk(101)]] } },
    ends: {
      code: "runtime/protocol_error",
      exit: 5,
      retry: "unsafe",
      says: "more than 100 lines",
    },
  },
  {
    name: "101 lines instead of the handshake's answer",
    scenario: beforeAnswer("initialize", junk(101)),
    ends: { code: "preflight/start_failed", exit: 3, says: "100 lines" },
  },
  {
    name: "101 lines before the thread",
    scenario: beforeAnswer("config/read", junk(101)),
    ends: { code: "preflight/start_failed", exit: 3, retry: "safe" },
  },
  {
    name: "bytes that are not UTF-8",
    scenario: before({ do: "bytes", bytes: [0xff, 0xfe, 0x00, 0xc3, 0x0a] }),
    ends: {},
  },
  {
    name: "JSON of other kinds",
    scenario: before({
      do: "raw",
      text: '[]\nnull\n1\n"x"\n{}\n{"id":{}}\n{"method":5}\n[{"id":1}]\n',
    }),
    ends: {},
  },
  {
    name: "deeply nested JSON",
    scenario: before({ do: "raw", text: `${"[".repeat(200_000)}\n` }),
    ends: {},
  },
];

Deno.test("Lines that are no messages:", (test) => playAll(test, noMessages));

Deno.test("Lines of many megabytes:", async (test) => {
  const folder = await Deno.makeTempDir({ prefix: "modly-large-" });
  try {
    const bytes = png({ bytes: 32 * MIB });
    const picture = join(folder, "large.png");
    await Deno.writeFile(picture, bytes);
    await playAll(test, large(picture, bytes));
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

function large(picture: string, bytes: Uint8Array): Case[] {
  const step: Step = { do: "image", picture, saved: "none" };
  return [
    {
      name: "a picture of 32 MiB in its item",
      scenario: { on: { "turn/start": [[...turnBegins, step]] } },
      ends: { bytes },
    },
    {
      name: "a line of exactly 48 MiB",
      scenario: before({ do: "hugeLine", bytes: 48 * MIB }),
      ends: {},
    },
    {
      name: "a line of one byte more",
      scenario: before({ do: "hugeLine", bytes: 48 * MIB + 1 }),
      ends: { code: "runtime/protocol_overflow", exit: 5, retry: "unsafe" },
    },
    {
      name: "a line that never ends, before the handshake's answer",
      scenario: beforeAnswer("initialize", {
        do: "repeat",
        times: 49,
        steps: [{ do: "raw", text: "x".repeat(MIB) }],
      }),
      ends: { code: "preflight/start_failed", exit: 3, says: "48 MiB" },
    },
  ];
}
