/** What must hold of every stream of lines and of every message. */
import { assert, assertEquals } from "@std/assert";
import { crc32 } from "node:zlib";
import { type Message, readMessage } from "../../src/codex/messages.ts";
import { LineOverflow, LineSplitter } from "../../src/system/lines.ts";

const NEWLINE = 0x0a;
/** Lines of a stream that are read as messages. */
const MESSAGES = 1_000;
/** A line with more brackets is not compared: that is recursive. */
const BRACKETS = 500;

/**
 * Checks that a stream gives the same lines wherever its chunks break, that a
 * line over a limit ends it just there, and that each line is a sound message
 * or none.
 *
 * @returns whether one of them was a message
 */
export function checkStream(bytes: Uint8Array): boolean {
  const { lines, rest } = linesOf(bytes);
  const longest = Math.max(0, ...[...lines, rest].map(({ length }) => length));
  // Made of the bytes, so that they alone say what happens.
  const random = randomNumbers(crc32(bytes));
  // The longest line just fits, just does not, or anything else.
  const limits = [longest, longest - 1, random() % (longest + 1)];
  const limit = Math.max(1, limits[random() % 3] ?? 1);
  const tooLong = lines.findIndex(({ length }) => length > limit);
  const texts = lines.map(textOf);
  const all = texts.filter(Boolean);
  const fitting = tooLong < 0 ? all : texts.slice(0, tooLong).filter(Boolean);
  for (const chunks of cuttings(bytes, random)) {
    assertEquals(split(chunks), { lines: all, overflow: false });
    assertEquals(split(chunks, limit), {
      lines: fitting,
      overflow: tooLong >= 0 || rest.length > limit,
    });
  }
  return all.slice(0, MESSAGES).map(checkMessage).includes(true);
}

/**
 * Checks that a line is read as a sound message or not at all.
 *
 * @returns whether it was a message
 */
export function checkMessage(line: string): boolean {
  const message = readMessage(line);
  if (message === undefined) return false;
  if ((line.match(/[[{]/g) ?? []).length > BRACKETS) return true;
  assertSame(readMessage(` ${line} `), message);
  const sent: unknown = JSON.parse(line);
  assert(typeof sent === "object" && sent !== null);
  for (const [key, value] of passedOn(message)) {
    assertSame(Reflect.get(sent, key), value);
  }
  const isNamed = typeof Reflect.get(sent, "method") === "string";
  assertEquals("method" in message, isNamed);
  return true;
}

/** By their text: Deno 2.5 takes no two values with a key `constructor` for equal. */
function assertSame(actual: unknown, expected: unknown): void {
  assertEquals(JSON.stringify(actual), JSON.stringify(expected));
}

/** What a message says in the words of the one who sent it. */
function passedOn(message: Message): [string, unknown][] {
  return Object.entries(message).filter(([key]) =>
    key !== "kind" && key !== "error"
  );
}

/** The bytes of every line that has an end, and of the rest. */
function linesOf(
  bytes: Uint8Array,
): { lines: readonly Uint8Array[]; rest: Uint8Array } {
  const lines: Uint8Array[] = [];
  let start = 0;
  for (const [at, byte] of bytes.entries()) {
    if (byte !== NEWLINE) continue;
    lines.push(bytes.subarray(start, at));
    start = at + 1;
  }
  return { lines, rest: bytes.subarray(start) };
}

const decoder = new TextDecoder();

/** What a line says; empty lines are nothing. */
function textOf(line: Uint8Array): string {
  return decoder.decode(line).replace(/\r$/, "");
}

function split(
  chunks: readonly Uint8Array[],
  limit = Infinity,
): { lines: readonly string[]; overflow: boolean } {
  const splitter = new LineSplitter(limit);
  const lines: string[] = [];
  try {
    for (const chunk of chunks) {
      for (const line of splitter.push(chunk)) lines.push(line);
    }
  } catch (error) {
    if (!(error instanceof LineOverflow)) throw error;
    return { lines, overflow: true };
  }
  return { lines, overflow: false };
}

/** The stream in one piece, in pieces of one byte while it is short, and cut at random. */
function cuttings(
  bytes: Uint8Array,
  random: () => number,
): readonly (readonly Uint8Array[])[] {
  const most = bytes.length < 2_000 ? 8 : bytes.length;
  return [
    [bytes],
    ...bytes.length < 2_000 ? [pieces(bytes, () => 1)] : [],
    pieces(bytes, () => 1 + random() % most),
    pieces(bytes, () => random() % (bytes.length + 1)),
  ];
}

/** A stream in pieces as long as `next` says, some of them empty. */
function pieces(bytes: Uint8Array, next: () => number): readonly Uint8Array[] {
  const cut: Uint8Array[] = [];
  for (let at = 0; at < bytes.length;) {
    const length = next();
    cut.push(bytes.subarray(at, at + length));
    at += length;
  }
  return cut;
}

/** Whole numbers from a linear congruence modulo 2^32, by the constants of "Numerical Recipes". */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state >>> 8;
  };
}
