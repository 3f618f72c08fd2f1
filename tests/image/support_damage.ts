/** Whole images damaged at random: cut, changed, put together wrongly. */
import fc from "fast-check";
import { crc32 } from "node:zlib";
import type { ImageFormat } from "../../src/image/facts.ts";
import { bigEndian, join, littleEndian } from "./support_bytes.ts";

/** A place in something of any length, as a fraction. */
const place = fc.nat(999_999).map((millionths) => millionths / 1_000_000);

function at(fraction: number, length: number): number {
  return Math.floor(fraction * length);
}

type Change = (bytes: Uint8Array) => Uint8Array;

const cut: fc.Arbitrary<Change> = place.map((end) => (bytes) =>
  bytes.subarray(0, at(end, bytes.length))
);

const overwritten: fc.Arbitrary<Change> = fc.array(
  fc.tuple(place, fc.nat(255)),
  { minLength: 1, maxLength: 4 },
).map((edits) => (bytes) =>
  edits.reduce(
    (changed, [where, value]) => changed.with(at(where, changed.length), value),
    bytes,
  )
);

const oneBit: fc.Arbitrary<Change> = fc.tuple(place, fc.nat(7))
  .map(([where, bit]) => (bytes) => {
    const index = at(where, bytes.length);
    return bytes.with(index, (bytes[index] ?? 0) ^ (1 << bit));
  });

const shifted: fc.Arbitrary<Change> = fc.tuple(
  place,
  fc.nat(4),
  fc.uint8Array({ maxLength: 4 }),
).map(([where, removed, added]) => (bytes) => {
  const from = at(where, bytes.length);
  return join(
    bytes.subarray(0, from),
    added,
    bytes.subarray(from + removed),
  );
});

const followed: fc.Arbitrary<Change> = fc.uint8Array({
  minLength: 1,
  maxLength: 20,
}).map((tail) => (bytes) => join(bytes, tail));

const doubled: fc.Arbitrary<Change> = fc.constant((bytes) =>
  join(bytes, bytes)
);

/** Damage to the parts of a file, such as chunks and segments. */
type PartsChange = (parts: readonly Uint8Array[]) => readonly Uint8Array[];

const partsChange: fc.Arbitrary<PartsChange> = fc.oneof(
  place.map((where): PartsChange => (parts) =>
    parts.toSpliced(at(where, parts.length), 1)
  ),
  fc.tuple(place, place).map(([from, to]): PartsChange => (parts) =>
    parts.toSpliced(
      at(to, parts.length + 1),
      0,
      ...parts.slice(at(from, parts.length)).slice(0, 1),
    )
  ),
  fc.tuple(place, place).map(([from, to]): PartsChange => (parts) => {
    const [first, second] = [at(from, parts.length), at(to, parts.length)];
    return parts.map((part, index) =>
      parts[index === first ? second : index === second ? first : index] ?? part
    );
  }),
);

/** Damage inside one part. */
const insidePart: fc.Arbitrary<PartsChange> = fc.tuple(
  place,
  fc.oneof(overwritten, oneBit, shifted),
).map(([where, change]) => (parts) => {
  const index = at(where, parts.length);
  return parts.map((part, other) =>
    other === index && part.length > 0 ? change(part) : part
  );
});

/** How files of a format come apart, and together again with right lengths and checksums. */
interface Container {
  readonly split: (bytes: Uint8Array) => readonly Uint8Array[];
  readonly mend: (parts: readonly Uint8Array[]) => Uint8Array;
}

const containers: Readonly<Record<ImageFormat, Container>> = {
  png: { split: splitPng, mend: mendPng },
  jpeg: { split: splitJpeg, mend: (parts) => join(...parts) },
  webp: { split: splitWebp, mend: mendWebp },
};

/** The parts of a file, such as chunks and segments, as far as they can be told. */
export function partsOf(
  format: ImageFormat,
  bytes: Uint8Array,
): readonly Uint8Array[] {
  return containers[format].split(bytes);
}

/** Ways to damage a file of this format; those that go into its parts leave it in order around them. */
export function damage(format: ImageFormat): fc.Arbitrary<Change> {
  const { split, mend } = containers[format];
  return fc.oneof(
    cut,
    overwritten,
    oneBit,
    shifted,
    followed,
    doubled,
    ...[partsChange, insidePart, insidePart].map((changes) =>
      changes.map((change): Change => (bytes) => mend(change(split(bytes))))
    ),
  );
}

/** The signature, then chunk after chunk. */
function splitPng(bytes: Uint8Array): readonly Uint8Array[] {
  return splitChunks(bytes, 8, (head) => 12 + head.getUint32(0));
}

/** The RIFF header, then chunk after chunk with its padding. */
function splitWebp(bytes: Uint8Array): readonly Uint8Array[] {
  return splitChunks(bytes, 12, (head) => {
    const length = head.getUint32(4, true);
    return 8 + length + length % 2;
  });
}

/** `lengthOf` tells from the first eight bytes of a chunk how long it is. */
function splitChunks(
  bytes: Uint8Array,
  header: number,
  lengthOf: (head: DataView) => number,
): readonly Uint8Array[] {
  const parts = [bytes.subarray(0, header)];
  let from = header;
  while (from + 8 <= bytes.length) {
    const head = new DataView(bytes.buffer, bytes.byteOffset + from, 8);
    const end = from + lengthOf(head);
    parts.push(bytes.subarray(from, end));
    from = end;
  }
  return from < bytes.length ? [...parts, bytes.subarray(from)] : parts;
}

/** Marker after marker, each with its parameters and what follows them. */
function splitJpeg(bytes: Uint8Array): readonly Uint8Array[] {
  const starts: number[] = [];
  for (let from = 0; from < bytes.length - 1; from++) {
    const next = bytes[from + 1] ?? 0;
    if (bytes[from] === 0xff && next >= 0xc0 && next < 0xff) starts.push(from);
  }
  return starts.map((start, index) => bytes.subarray(start, starts[index + 1]));
}

/** With true lengths and checksums in the chunks that are long enough. */
function mendPng(parts: readonly Uint8Array[]): Uint8Array {
  const chunks = parts.slice(1).map((part) => {
    if (part.length < 12) return part;
    const body = part.subarray(4, -4);
    return join(
      bigEndian(body.length - 4, 4),
      body,
      bigEndian(crc32(body), 4),
    );
  });
  return join(...parts.slice(0, 1), ...chunks);
}

/** With true lengths in the RIFF header and in the chunks. */
function mendWebp(parts: readonly Uint8Array[]): Uint8Array {
  const chunks = parts.slice(1).map((part) => {
    const data = part.subarray(8);
    const padding = data.length % 2 === 1 ? [0] : [];
    return part.length < 8
      ? part
      : join(part.subarray(0, 4), littleEndian(data.length, 4), data, padding);
  });
  const body = join("WEBP", ...chunks);
  return join("RIFF", littleEndian(body.length, 4), body);
}
