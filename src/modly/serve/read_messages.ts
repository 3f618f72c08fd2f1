import { LARGEST_REQUEST } from "../../request/largest.ts";
import { LineOverflow, LineSplitter } from "../../system/lines.ts";
import { type HostMessage, readHostMessage } from "./host_message.ts";

/** The host's messages until its input ends or the signal is aborted; junk is left out. */
export async function* readMessages(
  input: ReadableStream<Uint8Array>,
  signal: AbortSignal,
): AsyncGenerator<HostMessage> {
  const splitter = new LineSplitter(LARGEST_REQUEST);
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
