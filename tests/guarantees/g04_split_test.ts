/** Proves G4: wherever the stream is cut, Codex's messages are the same. */
import { assertEquals } from "@std/assert";
import { MAX_LINE_BYTES } from "../../src/codex/limits.ts";
import { type Message, readMessage } from "../../src/codex/messages.ts";
import { LineSplitter } from "../../src/system/lines.ts";

/** CRLF and LF, blank lines, and characters of two, three and four bytes. */
const transcript = new TextEncoder().encode([
  '{"id":1,"result":{"text":"näher – 猫 🦊"}}\r\n',
  "\r\n\n",
  '{"method":"turn/started","params":{"threadId":"t"}}\n',
  '{"id":"q","method":"execCommandApproval","params":{}}\r\n',
  '{"id":2,"error":{"code":-32001,"message":"später"}}\n',
].join(""));

/** The messages of the transcript when it comes in pieces that end here. */
function messages(
  ...ends: readonly number[]
): readonly (Message | undefined)[] {
  const splitter = new LineSplitter(MAX_LINE_BYTES);
  return [...ends, transcript.length].flatMap((end, index) => {
    const piece = transcript.slice(ends[index - 1] ?? 0, end);
    return [...splitter.push(piece)].map(readMessage);
  });
}

const whole = messages();

Deno.test("Messages are the same at every byte at which their stream is cut in two", () => {
  assertEquals(
    whole.map((message) => message?.kind),
    ["result", "notification", "request", "error"],
  );
  for (let end = 0; end <= transcript.length; end++) {
    assertEquals(messages(end), whole, `cut at byte ${end}`);
  }
});

Deno.test("Messages are the same in pieces of any one size", () => {
  for (let size = 1; size < transcript.length; size++) {
    const count = Math.floor(transcript.length / size);
    const ends = Array.from({ length: count }, (_, nth) => (nth + 1) * size);
    assertEquals(messages(...ends), whole, `pieces of ${size} bytes`);
  }
});
