import { assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import { join } from "@std/path";
import { Failure } from "../../src/errors/failure.ts";
import { readInput } from "../../src/cli/input.ts";

function options(
  stdin: ReadableStream<Uint8Array> = new ReadableStream(),
  more: { signal?: AbortSignal; stdinIsTerminal?: boolean } = {},
) {
  return {
    stdin: () => stdin,
    stdinIsTerminal: false,
    signal: new AbortController().signal,
    ...more,
  };
}

function streamOf(...chunks: readonly (string | number[])[]) {
  return ReadableStream.from(
    chunks.map((chunk) =>
      typeof chunk === "string"
        ? new TextEncoder().encode(chunk)
        : new Uint8Array(chunk)
    ),
  );
}

async function failure(reading: Promise<string>): Promise<Failure> {
  return await assertRejects(() => reading, Failure);
}

Deno.test("readInput() reads a file", async () => {
  const folder = await Deno.makeTempDir();
  try {
    const file = join(folder, "request.json");
    await Deno.writeTextFile(file, '\u{feff}{"prompt":"Öl"}');
    assertEquals(await readInput(file, options()), '{"prompt":"Öl"}');
    const { code, message } = await failure(readInput(folder, options()));
    assertEquals(code, "request/unreadable");
    assertStringIncludes(message, "The request cannot be read: ");
    const missing = await failure(readInput(join(folder, "x"), options()));
    assertStringIncludes(missing.message, "it does not exist");
    assertEquals(missing.message.includes(folder), false);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("readInput() reads stdin for -, characters cut anywhere", async () => {
  const stdin = streamOf('{"a":"', [0xc3], [0x96], '"}');
  assertEquals(await readInput("-", options(stdin)), '{"a":"Ö"}');
});

Deno.test("readInput() refuses what isn't UTF-8", async () => {
  for (const end of [[0xff], [0xc3]]) {
    const { code } = await failure(
      readInput("-", options(streamOf('"', end))),
    );
    assertEquals(code, "request/invalid_json");
  }
});

Deno.test("readInput() asks nobody to type", async () => {
  const { code, message } = await failure(
    readInput("-", options(undefined, { stdinIsTerminal: true })),
  );
  assertEquals(code, "request/unreadable");
  assertStringIncludes(message, "pipe the request into it");
});

Deno.test("readInput() gives up what never ends", async () => {
  const endless = new ReadableStream<Uint8Array>({
    pull(controller) {
      controller.enqueue(new TextEncoder().encode("0123456789"));
    },
  });
  const { code, message, remedy } = await failure(
    readInput("-", { ...options(endless), mostBytes: 99 }),
  );
  assertEquals(code, "request/unreadable");
  assertStringIncludes(message, "it is larger than 99 bytes");
  assertEquals(remedy, "Make it smaller");
});

/** Runs a test with a FIFO of its own. */
async function withFifo(test: (fifo: string) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    const fifo = join(folder, "request.json");
    const { success } = await new Deno.Command("mkfifo", { args: [fifo] })
      .output();
    assertEquals(success, true);
    await test(fifo);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

Deno.test({
  name: "readInput() reads a FIFO, and waits for its writer until cancelled",
  // Windows has none.
  ignore: Deno.build.os === "windows",
  fn: () =>
    withFifo(async (fifo) => {
      const reading = readInput(fifo, options());
      await Deno.writeTextFile(fifo, "{}");
      assertEquals(await reading, "{}");

      const stop = new AbortController();
      const waiting = readInput(
        fifo,
        options(undefined, { signal: stop.signal }),
      );
      stop.abort();
      assertEquals((await failure(waiting)).code, "runtime/cancelled");
    }),
});

Deno.test({
  name: "readInput() gives up a FIFO whose writer says nothing",
  ignore: Deno.build.os === "windows",
  fn: () =>
    withFifo(async (fifo) => {
      const stop = new AbortController();
      const reading = readInput(
        fifo,
        options(undefined, { signal: stop.signal }),
      );
      using _writer = await Deno.open(fifo, { write: true });
      stop.abort();
      assertEquals((await failure(reading)).code, "runtime/cancelled");
    }),
});

Deno.test({
  name: "readInput() refuses a device",
  ignore: Deno.build.os === "windows",
  fn: async () => {
    const { code, message } = await failure(readInput("/dev/null", options()));
    assertEquals(code, "request/unreadable");
    assertStringIncludes(message, "neither a file nor a pipe");
  },
});

Deno.test("readInput() stops waiting when it is cancelled", async () => {
  const stop = new AbortController();
  const reading = readInput("-", options(undefined, { signal: stop.signal }));
  stop.abort();
  assertEquals((await failure(reading)).code, "runtime/cancelled");
});
