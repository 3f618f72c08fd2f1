import type { Failure } from "../../errors/failure.ts";
import { LineOverflow, LineSplitter } from "../../system/lines.ts";
import { unusableMessage } from "../unusable_message.ts";

/** Longest message in bytes: a process extension gets paths and words, no images. */
const LINE_BYTES = 64 * 1024 * 1024;

const NEWLINE = Uint8Array.of(0x0a);

/** A message and what becomes of the input after it. */
export interface FirstLine {
  readonly line: string;
  /** Resolves when the input ends; what else it brings is dropped. */
  readonly inputEnded: Promise<void>;
}

/**
 * Reads the first line that is not empty; the end of input ends a line too.
 *
 * @throws {Failure} `request/unreadable`
 */
export async function readFirstLine(
  input: ReadableStream<Uint8Array>,
): Promise<FirstLine> {
  const reader = input.getReader();
  const splitter = new LineSplitter(LINE_BYTES);
  try {
    for (;;) {
      const { value, done } = await reader.read();
      const [line] = splitter.push(done ? NEWLINE : value);
      if (line !== undefined) {
        return { line, inputEnded: done ? Promise.resolve() : drain(reader) };
      }
      if (done) throw unreadable("it is empty");
    }
  } catch (error) {
    throw error instanceof LineOverflow ? unreadable("it is too long") : error;
  }
}

async function drain(
  reader: ReadableStreamDefaultReader<Uint8Array>,
): Promise<void> {
  while (!(await reader.read()).done);
}

function unreadable(why: string): Failure {
  return unusableMessage(
    "request/unreadable",
    `The host's message cannot be read: ${why}`,
  );
}
