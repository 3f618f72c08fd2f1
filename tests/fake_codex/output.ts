import { encoded } from "./odd_values.ts";

/** Writes to stdout in the pieces that a scenario asks for. */
export class Output {
  readonly #pieceBytes: number;
  readonly #lineEnd: string;
  #held: Uint8Array[] | undefined;

  constructor(pieceBytes = Infinity, lineEnd = "\n") {
    this.#pieceBytes = pieceBytes;
    this.#lineEnd = lineEnd;
  }

  /** One message as a line; see `odd_values.ts` for what it may hold. */
  message(value: unknown): void {
    this.bytes(encoded(JSON.stringify(value) + this.#lineEnd));
  }

  /** Text as it is. */
  text(text: string): void {
    this.bytes(new TextEncoder().encode(text));
  }

  /** Bytes as they are. */
  bytes(bytes: Uint8Array): void {
    if (this.#held) this.#held.push(bytes);
    else write(bytes, this.#pieceBytes);
  }

  /** Keeps back what `steps` write and sends it in one piece. */
  async together(steps: () => Promise<void>): Promise<void> {
    const held: Uint8Array[] = [];
    this.#held = held;
    await steps();
    this.#held = undefined;
    const whole = new Uint8Array(await new Blob(held.map(copy)).arrayBuffer());
    this.bytes(whole);
  }
}

function copy(bytes: Uint8Array): ArrayBuffer {
  return new Uint8Array(bytes).buffer;
}

function write(bytes: Uint8Array, pieceBytes: number): void {
  let offset = 0;
  while (offset < bytes.length) {
    const end = Math.min(bytes.length, offset + pieceBytes);
    offset += Deno.stdout.writeSync(bytes.subarray(offset, end));
  }
}
