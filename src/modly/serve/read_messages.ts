import { LineOverflow, LineSplitter } from "../../codex/lines.ts";
import { type HostMessage, readHostMessage } from "./host_message.ts";

/**
 * Longest line taken from a host, in bytes: five images of the policy's upper
 * limit (64 MiB) in base64, with room around them. It also keeps the text below
 * V8's longest string, 512 Mi characters.
 */
const LINE_BYTES = 448 * 1024 * 1024;

/** The host's messages until its input ends or the signal is aborted; junk is left out. */
export async function* readMessages(
  input: ReadableStream<Uint8Array>,
  signal: AbortSignal,
): AsyncGenerator<HostMessage> {
  const splitter = new LineSplitter(LINE_BYTES);
  const reader = input.getReader();
  const cancel = () => void reader.cancel();
  signal.addEventListener("abort", cancel);
  try {
    for (;;) {
      if (signal.aborted) return;
      const { value, done } = await reader.read();
      if (done) return;
      for (const line of linesOf(splitter, value)) {
        const message = readHostMessage(line);
        if (message !== undefined) yield message;
      }
    }
  } finally {
    signal.removeEventListener("abort", cancel);
  }
}

/** A line that is too long is dropped; its end, when it comes, is junk. */
function* linesOf(
  splitter: LineSplitter,
  chunk: Uint8Array,
): Generator<string> {
  try {
    yield* splitter.push(chunk);
  } catch (error) {
    if (!(error instanceof LineOverflow)) throw error;
  }
}
