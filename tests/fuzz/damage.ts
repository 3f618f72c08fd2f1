/** Whole inputs damaged at random, in a way that shrinks to less damage. */
import fc from "fast-check";

/** Largest input that damage makes, in bytes. */
const LARGEST_INPUT = 128 * 1024;

/** A part of the input itself, put in once or many times. */
interface Repeated {
  readonly from: number;
  readonly length: number;
  readonly times: number;
}

/** At one place something is taken out and something put in. */
interface Edit {
  readonly at: number;
  readonly remove: number;
  readonly insert: Uint8Array | Repeated;
}

/** Any place: the edit takes it modulo the input's length. */
const place = fc.oneof(
  fc.nat(63),
  fc.nat(LARGEST_INPUT),
  // Counted from the end.
  fc.nat(63).map((back) => -1 - back),
);

/** Numbers that lengths and counts are most likely to stumble over, in both byte orders. */
const hardNumber = fc.constantFrom(
  ...[[0], [0x7f], [0x80], [0xff], [0, 0], [0, 1], [1, 0], [0xff, 0xff]],
  ...[[0x7f, 0xff], [0xff, 0x7f], [0, 0, 0, 0], [0, 0, 0, 1], [1, 0, 0, 0]],
  ...[[0xff, 0xff, 0xff, 0xff], [0x7f, 0xff, 0xff, 0xff]],
  ...[[0xff, 0xff, 0xff, 0x7f], [0x80, 0, 0, 0], [0, 0, 0, 0x80]],
).map((bytes) => Uint8Array.from(bytes));

const little = fc.uint8Array({ maxLength: 8 });

function edit(corpus: readonly Uint8Array[], words: readonly Uint8Array[]) {
  const word = words.length > 0 ? fc.constantFrom(...words) : little;
  const rest = fc.tuple(fc.constantFrom(...corpus), place)
    .map(([other, at]) => other.subarray(placeIn(other, at)));
  const repeated = fc.record({
    from: place,
    length: fc.nat(64),
    times: fc.oneof(
      { weight: 40, arbitrary: fc.nat(4) },
      { weight: 1, arbitrary: fc.nat(20_000) },
    ),
  });
  const anywhere = (
    remove: fc.Arbitrary<number>,
    insert: fc.Arbitrary<Uint8Array | Repeated>,
  ) => fc.record({ at: place, remove, insert });
  const none = fc.constant(0);
  return fc.oneof(
    // Numbers and single bytes are written over, not pushed in between.
    fc.oneof(hardNumber, fc.uint8Array({ minLength: 1, maxLength: 2 }))
      .chain((bytes) =>
        anywhere(fc.constant(bytes.length), fc.constant(bytes))
      ),
    anywhere(none, fc.oneof(word, little)),
    anywhere(fc.nat(16), word),
    anywhere(fc.nat(400), fc.constant(new Uint8Array())),
    anywhere(none, repeated),
    anywhere(fc.constant(LARGEST_INPUT), rest),
  );
}

/** An input of the corpus after a few edits, or none; `words` are put in more often than other bytes. */
export function damaged(
  whole: fc.Arbitrary<Uint8Array>,
  corpus: readonly Uint8Array[],
  words: readonly Uint8Array[] = [],
): fc.Arbitrary<Uint8Array> {
  const edits = fc.array(edit(corpus, words), { maxLength: 5 });
  return fc.tuple(whole, edits).map(([bytes, edits]) =>
    edits.reduce(applied, bytes)
  );
}

function applied(bytes: Uint8Array, { at, remove, insert }: Edit): Uint8Array {
  const from = placeIn(bytes, at);
  const added = insert instanceof Uint8Array ? insert : part(bytes, insert);
  return concatenated([
    bytes.subarray(0, from),
    added,
    bytes.subarray(from + remove),
  ]).subarray(0, LARGEST_INPUT);
}

function part(
  bytes: Uint8Array,
  { from, length, times }: Repeated,
): Uint8Array {
  const start = placeIn(bytes, from);
  const once = bytes.subarray(start, start + length);
  const fitting = Math.floor(LARGEST_INPUT / Math.max(1, once.length));
  return concatenated(
    Array.from({ length: Math.min(times, fitting) }, () => once),
  );
}

function placeIn(bytes: Uint8Array, at: number): number {
  const places = bytes.length + 1;
  return ((at % places) + places) % places;
}

/** All parts behind each other. */
export function concatenated(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(
    parts.reduce((length, one) => length + one.length, 0),
  );
  let at = 0;
  for (const one of parts) {
    whole.set(one, at);
    at += one.length;
  }
  return whole;
}
