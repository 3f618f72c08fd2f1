import { assertEquals } from "@std/assert";
import { OutputStream } from "../../src/cli/output_stream.ts";

/** A sink that does one thing a call and keeps what it took. */
function sink(...steps: readonly (number | Error)[]) {
  const taken: number[] = [];
  let calls = 0;
  return {
    text: () => new TextDecoder().decode(new Uint8Array(taken)),
    calls: () => calls,
    writeSync(bytes: Uint8Array): number {
      const step = steps[calls++] ?? bytes.length;
      if (typeof step !== "number") throw step;
      const count = Math.min(step, bytes.length);
      taken.push(...bytes.subarray(0, count));
      return count;
    },
  };
}

Deno.test("OutputStream writes everything, in order, however little is taken", () => {
  const target = sink(1, 2, 0, 3);
  const stream = new OutputStream(target);
  stream.write("Äpfel und Öl\n");
  stream.write("x".repeat(10_000));
  assertEquals(target.text(), "Äpfel und Öl\n" + "x".repeat(10_000));
  assertEquals(stream.problem, undefined);
});

Deno.test("OutputStream waits for a full pipe and loses or doubles nothing", () => {
  const full = new Deno.errors.WouldBlock("full");
  const target = sink(full, 512, full, full);
  const stream = new OutputStream(target);
  const text = Array.from({ length: 900 }, (_, index) => `${index},`).join("");
  stream.write(text);
  assertEquals(target.text(), text);
});

Deno.test("OutputStream writes no more than a pipe takes as a whole", () => {
  const sizes: number[] = [];
  new OutputStream({
    writeSync(bytes) {
      sizes.push(bytes.length);
      return bytes.length;
    },
  }).write("x".repeat(1_100));
  assertEquals(sizes, [512, 512, 76]);
});

Deno.test("OutputStream drops the rest when the reader has left", () => {
  const target = sink(3, new Deno.errors.BrokenPipe("gone"));
  const stream = new OutputStream(target);
  stream.write("abcdef");
  stream.write("more");
  assertEquals([target.text(), target.calls()], ["abc", 2]);
  assertEquals(stream.problem, undefined);
});

Deno.test("OutputStream keeps any other trouble and does not throw", () => {
  const trouble = new Error("No space left on device");
  const stream = new OutputStream(sink(trouble));
  stream.write("abc");
  stream.write("def");
  assertEquals(stream.problem, trouble);
});
