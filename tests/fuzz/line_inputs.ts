/** Streams of lines as a hostile Codex could send them. */
import fc from "fast-check";
import { concatenated, damaged } from "./damage.ts";

const encoder = new TextEncoder();

const keys = fc.constantFrom(
  ...["id", "method", "params", "result", "error", "code", "message"],
  ...["jsonrpc", "__proto__", "constructor", "toString", ""],
);
const scalar = fc.oneof(
  fc.constantFrom<unknown>(0, 1, -1, 1e308, "r-1", "turn/started", "", null),
  fc.constantFrom<unknown>(true, false, "\u0000", "\ud800", "🦊"),
);
const { value } = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, depthIdentifier: "message" },
    scalar,
    fc.array(tie("value"), { maxLength: 3, depthIdentifier: "message" }),
    fc.dictionary(keys, tie("value"), {
      maxKeys: 4,
      depthIdentifier: "message",
    }),
  ),
}));
const error = fc.record({
  code: fc.oneof(fc.integer(), scalar),
  message: fc.oneof(fc.string(), scalar),
}, { requiredKeys: [] });

/** Something like a message: every part may be missing, doubled in kind, or wrong. */
const anyMessage: fc.Arbitrary<unknown> = fc.oneof(
  fc.record({
    id: fc.oneof(fc.nat(9), scalar),
    method: fc.oneof(fc.constant("thread/closed"), scalar),
    params: value,
    result: value,
    error: fc.oneof(error, value),
  }, { requiredKeys: [] }),
  value,
);

/** One message as text of JSON, in order of its keys or against it. */
export const anyMessageText: fc.Arbitrary<string> = fc.tuple(
  anyMessage,
  fc.constantFrom(undefined, 1, "\t"),
).map(([message, space]) =>
  (JSON.stringify(message, null, space) ?? "").replaceAll("\n", "\r")
);

/** Bytes that break decoders: halves of characters, overlong ones, byte order marks. */
const hardBytes = [
  ...[[0xef, 0xbb, 0xbf], [0xef, 0xbb], [0xc0, 0x80], [0xed, 0xa0, 0x80]],
  ...[[0xf0, 0x9f, 0xa6], [0xf4, 0x90, 0x80, 0x80], [0x80], [0xff], [0xe2]],
  ...[[0xff, 0xfe], [0], [0x0d], [0x0a], [0x0d, 0x0a], [0x0a, 0x0a], [0x0b]],
].map((bytes) => Uint8Array.from(bytes));

/** Ordinary messages, to be damaged. */
export const messageCorpus: readonly Uint8Array[] = [
  { id: 1, result: { userAgent: "codex/0.169.0", platformOs: "linux" } },
  { method: "turn/started", params: { threadId: "t", turn: { id: "1" } } },
  { id: 0, method: "item/tool/call", params: { tool: "imagegen" } },
  { id: 7, error: { code: -32_001, message: "busy 🦊" } },
  {
    method: "item/completed",
    params: { item: { type: "imageGeneration", result: "iVBORw0KGgo=" } },
  },
].map((message) => encoder.encode(`${JSON.stringify(message)}\n`));

const piece = fc.oneof(
  fc.tuple(anyMessageText, fc.constantFrom("\n", "\r\n", "\n\n", ""))
    .map(([text, end]) => encoder.encode(text + end)),
  fc.constantFrom(...messageCorpus),
  fc.constantFrom(...hardBytes),
);

/** Whole and damaged messages behind each other, with line ends of every kind. */
export const anyStream: fc.Arbitrary<Uint8Array> = damaged(
  fc.array(piece, { maxLength: 8 }).map(concatenated),
  messageCorpus,
  hardBytes,
);
