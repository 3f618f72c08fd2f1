import { assertEquals, assertRejects } from "@std/assert";
import { Backend } from "./backend.ts";
import { moderationBlocked, overloaded } from "./failures.ts";
import { Gate } from "./gate.ts";
import type { Act } from "./scenario.ts";

Deno.test("An answer is what its Codex understands", async () => {
  const hosted = await eventsOf([{ do: "draw" }], {
    tools: [{ type: "image_generation" }],
  });
  assertEquals(hosted, ["image_generation_call", "completed"]);
  const namespace = await eventsOf([{ do: "draw", count: 2 }], {
    tools: [{
      type: "namespace",
      name: "image_gen",
      tools: [{ type: "function", name: "imagegen" }],
    }],
  });
  assertEquals(namespace, ["function_call", "function_call", "completed"]);
  const exec = await eventsOf([{ do: "draw" }], {
    tools: [{
      type: "custom",
      name: "exec",
      description: "image_gen__imagegen(...)",
    }],
  });
  assertEquals(exec, ["custom_tool_call", "completed"]);
  assertEquals(await eventsOf([{ do: "draw" }], {}), ["message", "completed"]);
});

Deno.test("A failure lasts as long as it is told to", async () => {
  const acts: Act[] = [
    { do: "http", answer: overloaded, times: 2 },
    { do: "cut" },
    { do: "fail", code: "server_error", message: "no" },
    { do: "say", text: "At last." },
  ];
  await using backend = Backend.start({ acts });
  const first = await ask(backend, {});
  const second = await ask(backend, {});
  assertEquals([first.status, second.status], [503, 503]);
  await Promise.all([first.text(), second.text()]);
  await assertRejects(async () => await (await ask(backend, {})).text());
  assertEquals(await events(await ask(backend, {})), ["failed"]);
  assertEquals(await events(await ask(backend, {})), ["message", "completed"]);
  assertEquals(backend.requests.count("model"), 5);
});

Deno.test("A picture that is refused stays refused when Codex tries again", async () => {
  const body = { tools: [{ type: "image_generation" }] };
  await using backend = Backend.start({
    acts: [{
      do: "draw",
      answer: { kind: "http", answer: moderationBlocked },
    }],
  });
  assertEquals(await events(await ask(backend, body)), ["failed"]);
  assertEquals(await events(await ask(backend, body)), ["failed"]);
});

Deno.test("A held answer waits for its gate and no longer than the service", async () => {
  const gate = new Gate();
  await using backend = Backend.start({
    acts: [{ do: "hold", gate }, { do: "say" }],
  });
  const answer = ask(backend, {}).then(events);
  await backend.requests.arrived("model");
  gate.open();
  assertEquals(await answer, ["message", "completed"]);

  const closing = Backend.start({
    acts: [{ do: "hold", gate: new Gate() }, { do: "say" }],
  });
  const cutShort = ask(closing, {}).then(events);
  await closing.requests.arrived("model");
  await closing[Symbol.asyncDispose]();
  assertEquals(await cutShort, ["message", "completed"]);
});

async function eventsOf(
  acts: readonly Act[],
  body: object,
): Promise<string[]> {
  await using backend = Backend.start({ acts });
  return await events(await ask(backend, body));
}

/** What came: the types of items, and how it ended. */
async function events(answer: Response): Promise<string[]> {
  const lines = (await answer.text()).split("\n");
  return lines.flatMap((line) => {
    if (!line.startsWith("data: ")) return [];
    const { type, item } = JSON.parse(line.slice(6));
    if (type === "response.created") return [];
    return [item?.type ?? type.replace("response.", "")];
  });
}

function ask(backend: Backend, body: object): Promise<Response> {
  return fetch(`${backend.origin}/v1/responses`, {
    method: "POST",
    headers: { authorization: "Bearer test" },
    body: JSON.stringify({
      model: "gpt-test",
      prompt_cache_key: "thread",
      input: [{ type: "message", role: "user", content: "a cat" }],
      ...body,
    }),
  });
}
