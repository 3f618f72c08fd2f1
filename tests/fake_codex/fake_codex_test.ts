import { assert, assertEquals, assertRejects } from "@std/assert";
import { join } from "@std/path";
import { fromBase64, png } from "../backend/pictures.ts";
import { MinimalClient } from "../support/minimal_client.ts";
import { fakeCodex, type FakeProgram } from "./launcher.ts";
import { type FakeScenario, says, turnBegins, turnEnds } from "./scenario.ts";

Deno.test("A fake without a scenario makes one picture", async () => {
  await withClient({}, async (client, codex, folder) => {
    const thread = await client.open(folder);
    const item = await client.draw(thread, "anything");
    assertEquals(fromBase64(item.result), png());
    assert(item.savedPath);
    assertEquals(await Deno.readFile(item.savedPath), png());
    assertEquals((await client.close()).code, 0);
    assertEquals(
      (await codex.received()).map((message) => message.method),
      ["initialize", "initialized", "thread/start", "turn/start"],
    );
    const [start] = await codex.log();
    assertEquals(start?.event === "start" && start.args[0], "app-server");
  });
});

Deno.test("A fake writes in pieces, with other line ends, all at once", async () => {
  for (
    const scenario of [
      { pieceBytes: 1 },
      { lineEnd: "\r\n\r\n" },
      {
        on: {
          "turn/start": [[{ do: "together", steps: [{ do: "default" }] }]],
        },
      },
    ] satisfies FakeScenario[]
  ) {
    await withClient(scenario, async (client, _codex, folder) => {
      const item = await client.draw(await client.open(folder), "anything");
      assertEquals(fromBase64(item.result), png());
    });
  }
});

Deno.test("A fake answers differently from call to call", async () => {
  const overloaded = [{
    do: "error",
    code: -32001,
    message: "Server overloaded; retry later.",
  }] as const;
  const on = {
    "thread/start": [overloaded, overloaded, [{ do: "default" }]],
  } as const;
  await withClient({ on }, async (client) => {
    const codes = [];
    for (let count = 0; count < 3; count++) {
      codes.push((await client.request("thread/start")).error?.code);
    }
    assertEquals(codes, [-32001, -32001, undefined]);
  });
});

Deno.test("A fake waits for a file or a call before it goes on", async () => {
  await withFolder(async (folder) => {
    const door = join(folder, "open");
    const on: FakeScenario["on"] = {
      "turn/start": [[
        ...turnBegins,
        { do: "awaitFile", path: door },
        says("The door is open."),
        { do: "awaitCall", method: "config/read" },
        turnEnds("completed"),
      ]],
    };
    const codex = await fakeCodex(folder, { on });
    await using client = connect(codex, folder);
    await client.request("turn/start", {});
    await client.request("account/read", {});
    assertEquals(heard(client, "item/completed"), 0);
    await Deno.writeTextFile(door, "");
    await client.until((one) => one.method === "item/completed");
    assertEquals(heard(client, "turn/completed"), 0);
    await client.request("config/read", {});
    await client.until((one) => one.method === "turn/completed");
  });
});

Deno.test("An interrupt ends a fake's turn", async () => {
  const on: FakeScenario["on"] = {
    "turn/start": [[
      ...turnBegins,
      { do: "awaitCall", method: "turn/interrupt" },
      { do: "image" },
    ]],
  };
  await withClient({ on }, async (client) => {
    await client.request("turn/start", {});
    await client.request("turn/interrupt", {});
    await client.until((one) => one.method === "turn/completed");
    await client.close();
    assertEquals(heard(client, "item/completed"), 0);
  });
});

Deno.test("A fake ends in the middle of a line with any exit code", async () => {
  const on: FakeScenario["on"] = {
    "initialize": [[
      { do: "stderr", text: "going down\n" },
      { do: "raw", text: '{"id":1,"resu' },
      { do: "exit", code: 41 },
    ]],
  };
  await withClient({ on }, async (client, _codex, folder) => {
    await assertRejects(() => client.open(folder));
    const end = await client.close();
    assertEquals([end.code, end.stderr], [41, "going down\n"]);
  });
});

Deno.test("A fake sends a line of exactly the wanted size and its questions", async () => {
  const on: FakeScenario["on"] = {
    "initialize": [[
      { do: "hugeLine", bytes: 2_000_000 },
      { do: "ask", id: 0, method: "item/tool/requestUserInput", params: {} },
      { do: "awaitCall", method: "answer:0" },
      { do: "default" },
    ]],
  };
  await withClient({ on }, async (client, codex) => {
    const reply = client.request("initialize", {});
    await client.until((one) => one.method === "item/tool/requestUserInput");
    assertEquals(JSON.stringify(client.messages[0]).length, 2_000_000);
    await client.send({ id: 0, error: { code: -32601, message: "no" } });
    await reply;
    assertEquals((await codex.received()).at(-1)?.id, 0);
  });
});

function heard(client: MinimalClient, method: string): number {
  return client.messages.filter((one) => one.method === method).length;
}

function connect(codex: FakeProgram, folder: string): MinimalClient {
  return new MinimalClient(codex.path, {
    CODEX_HOME: join(folder, "home"),
    HOME: folder,
    PATH: Deno.env.get("PATH") ?? "",
  });
}

async function withFolder(
  body: (folder: string) => Promise<void>,
): Promise<void> {
  const folder = await Deno.makeTempDir({ prefix: "modly-fake-" });
  try {
    await body(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

async function withClient(
  scenario: FakeScenario,
  body: (
    client: MinimalClient,
    codex: FakeProgram,
    folder: string,
  ) => Promise<void>,
): Promise<void> {
  await withFolder(async (folder) => {
    const codex = await fakeCodex(folder, scenario);
    await using client = connect(codex, folder);
    await body(client, codex, folder);
  });
}
