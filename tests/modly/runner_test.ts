import { assertEquals, fail } from "@std/assert";
import { Failure } from "../../src/errors/failure.ts";
import type { Receipt } from "../../src/generate/receipt.ts";
import { readHostMessage } from "../../src/modly/serve/host_message.ts";
import type { Reply } from "../../src/modly/serve/reply.ts";
import { Runner } from "../../src/modly/serve/runner.ts";
import { receipt } from "../cli/samples.ts";

/** A runner whose jobs end when the test says so. */
class Scene {
  readonly replies: Reply[] = [];
  readonly failures: Failure[] = [];
  readonly signals = new Map<string, AbortSignal>();
  readonly jobs = new Map<string, PromiseWithResolvers<Receipt>>();
  readonly runner = new Runner({
    reply: (reply) => this.replies.push(reply),
    load: () => Promise.resolve(),
    readiness: () => Promise.reject(new Error("Not asked here")),
    report: (failure) => this.failures.push(failure),
    run: (message, { signal }) => {
      const job = Promise.withResolvers<Receipt>();
      this.jobs.set(message.id, job);
      this.signals.set(message.id, signal);
      signal.addEventListener(
        "abort",
        () => job.reject(new Failure("runtime/cancelled")),
      );
      return job.promise;
    },
  });

  /** Hands over a message as the host writes it, and lets its work go on. */
  async says(message: object): Promise<void> {
    const read = readHostMessage(
      JSON.stringify(message),
    );
    if (read !== undefined && read.action !== "shutdown") {
      this.runner.handle(read);
    }
    await this.settled();
  }

  async settled(): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve));
  }

  get types(): readonly string[] {
    return this.replies.map((reply) =>
      "id" in reply ? `${reply.type} ${reply.id}` : reply.type
    );
  }
}

function generate(id: string): object {
  return { action: "generate", id, image_b64: null, params: null };
}

Deno.test("A job ends with its path, after its warnings", async () => {
  const scene = new Scene();
  await scene.says(generate("a"));
  scene.jobs.get("a")?.resolve({ ...receipt, warnings: ["Odd"] });
  await scene.settled();
  assertEquals(scene.replies, [
    { type: "log", level: "warning", message: "Odd" },
    { type: "done", id: "a", output_path: receipt.path },
  ]);
});

Deno.test("Anything that is thrown is one error with a code, reported whole", async () => {
  const scene = new Scene();
  await scene.says(generate("a"));
  scene.jobs.get("a")?.reject(new TypeError("/home/me/secret"));
  await scene.settled();
  assertEquals(scene.types, ["error a"]);
  assertEquals(
    JSON.stringify(scene.replies).includes("/home/me"),
    false,
  );
  assertEquals(scene.failures.map(({ code }) => code), [
    "runtime/internal_error",
  ]);
});

Deno.test("A job that was cancelled says so whatever it ends with", async () => {
  const scene = new Scene();
  await scene.says(generate("a"));
  await scene.says({ action: "cancel", id: "a" });
  assertEquals(scene.types, ["cancelled a"]);
});

Deno.test("Cancelling what is done or unknown says nothing: hosts would take it for the next job's end", async () => {
  const scene = new Scene();
  await scene.says(generate("a"));
  scene.jobs.get("a")?.resolve(receipt);
  await scene.settled();
  await scene.says({ action: "cancel", id: "a" });
  await scene.says({ action: "cancel", id: "b" });
  assertEquals(scene.types, ["done a"]);
});

Deno.test("A second job of a running job's name is not begun", async () => {
  const scene = new Scene();
  await scene.says(generate("a"));
  const first = scene.jobs.get("a");
  await scene.says(generate("a"));
  assertEquals(scene.jobs.get("a"), first);
  first?.resolve(receipt);
  await scene.settled();
  assertEquals(scene.types, ["done a"]);
});

Deno.test("Stopping cancels every job and waits for them", async () => {
  const scene = new Scene();
  await scene.says(generate("a"));
  await scene.says(generate("b"));
  await scene.runner.stop();
  assertEquals(scene.types, ["cancelled a", "cancelled b"]);
  assertEquals([...scene.signals.values()].map(({ aborted }) => aborted), [
    true,
    true,
  ]);
});

Deno.test("Messages that cannot be acted on are answered under their id", async () => {
  const scene = new Scene();
  await scene.says({ action: "generate_v2", id: "a", image_names: [] });
  await scene.says({ action: "generate", id: "b", params: "words" });
  await scene.says({ action: "generate" });
  await scene.says({ action: "cancel" });
  assertEquals(scene.types, ["error a", "error b", "error", "error"]);
});

Deno.test("A runner that is stopped right after it was told to load answers first", async () => {
  const scene = new Scene();
  const load = readHostMessage('{"action":"load"}');
  if (load === undefined || load.action === "shutdown") fail("not read");
  scene.runner.handle(load);
  await scene.runner.stop();
  assertEquals(scene.types, ["loaded"]);
});
