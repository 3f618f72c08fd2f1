import { assertEquals, assertRejects } from "@std/assert";
import { whileOpen } from "../../src/codex/while_open.ts";
import { Failure } from "../../src/errors/failure.ts";
import { inTime } from "./support_codex.ts";

/** A connection that counts how often it was closed; work waits on `ended`. */
function closable() {
  const { promise: ended, reject } = Promise.withResolvers<never>();
  ended.catch(() => {});
  let closed = 0;
  return {
    ended,
    close(): Promise<void> {
      closed++;
      reject(new Error("closed"));
      return Promise.resolve();
    },
    get closed(): number {
      return closed;
    },
  };
}

Deno.test("whileOpen() gives what the work gave and leaves the connection open", async () => {
  const connection = closable();
  const { signal } = new AbortController();
  const result = await whileOpen(connection, signal, () => Promise.resolve(7));
  assertEquals(result, 7);
  assertEquals(connection.closed, 0);
});

Deno.test("whileOpen() closes the connection when the work fails", async () => {
  const connection = closable();
  const { signal } = new AbortController();
  const failing = () => Promise.reject(new Failure("preflight/start_failed"));
  const failure = await assertRejects(
    () => whileOpen(connection, signal, failing),
    Failure,
  );
  assertEquals(failure.code, "preflight/start_failed");
  assertEquals(connection.closed, 1);
});

Deno.test("whileOpen() ends work that waits when it is aborted", async () => {
  const connection = closable();
  const controller = new AbortController();
  const waiting = whileOpen(
    connection,
    controller.signal,
    () => connection.ended,
  );
  controller.abort();
  const failure = await assertRejects(() => inTime(waiting), Failure);
  assertEquals(failure.code, "runtime/cancelled");
});

Deno.test("whileOpen() does not begin when it is aborted before", async () => {
  const connection = closable();
  let begun = false;
  const failure = await assertRejects(
    () =>
      whileOpen(connection, AbortSignal.abort(), () => {
        begun = true;
        return Promise.resolve();
      }),
    Failure,
  );
  assertEquals(failure.code, "runtime/cancelled");
  assertEquals(begun, false);
  assertEquals(connection.closed, 1);
});

Deno.test("whileOpen() takes an abort during the work's last step for a cancel", async () => {
  const connection = closable();
  const controller = new AbortController();
  const work = () => {
    controller.abort();
    return Promise.resolve();
  };
  const failure = await assertRejects(
    () => whileOpen(connection, controller.signal, work),
    Failure,
  );
  assertEquals(failure.code, "runtime/cancelled");
});

Deno.test("whileOpen() no longer listens once it is over", async () => {
  const connection = closable();
  const controller = new AbortController();
  await whileOpen(connection, controller.signal, () => Promise.resolve());
  controller.abort();
  assertEquals(connection.closed, 0);
});
