import { assert, assertEquals, assertMatch } from "@std/assert";
import { join } from "@std/path";
import { heavyPng, png, toBase64 } from "../backend/pictures.ts";
import { withFake } from "../support/fixture.ts";
import {
  endings,
  generateMessage,
  Host,
  imageOf,
  linesOf,
} from "./support_host.ts";

/** What hosts attach to a node that takes text only. */
const PLACEHOLDER = toBase64(png({ width: 1, height: 1 }));

/** The images that Codex was given in each turn. */
async function givenImages(
  received: () => Promise<readonly { method?: string; params?: unknown }[]>,
): Promise<readonly number[]> {
  return (await received())
    .filter(({ method }) => method === "turn/start")
    .map(({ params }) =>
      JSON.stringify(params).split('"type":"localImage"').length - 1
    );
}

Deno.test("A runner is ready first, loads, makes an image, unloads and shuts down", async () => {
  await using scene = await withFake({});
  const { fixture } = scene;
  await using host = await Host.start(fixture, { node: "text-to-image" });
  assertEquals(await host.hears({ type: "ready" }), {
    type: "ready",
    params_schema: [],
  });
  await host.send({ action: "load" });
  await host.hears({ type: "loaded" });
  await host.send(generateMessage(fixture));
  const done = await host.hears({ type: "done", id: "job-1" });
  assertMatch(
    String(done["output_path"]).slice(fixture.workspace.length),
    /^\/Default\/text-to-image-[0-9a-f]{12}\.png$/,
  );
  assertEquals(await imageOf(fixture, done), new Uint8Array(png()));
  assertEquals(endings(host, "job-1"), ["done"]);
  assertEquals(host.said.slice(0, 2).map(({ type }) => type), [
    "ready",
    "loaded",
  ]);
  await host.send({ action: "unload" });
  await host.hears({ type: "unloaded" });
  await host.send({ action: "shutdown" });
  assertEquals(await host.exit(), 0);
  assertEquals(await host.errors(), "");
  const models = join(fixture.root, "models", "extension", "text-to-image");
  assertEquals((await Array.fromAsync(Deno.readDir(models))).length, 1);
  await fixture.assertNothingLeft();
});

Deno.test("A text node ignores whatever image a host attaches", async () => {
  await using scene = await withFake({});
  const { fixture, codex } = scene;
  await using host = await Host.start(fixture, { node: "text-to-image" });
  for (const [id, image] of [["a", PLACEHOLDER], ["b", ""], ["c", "junk"]]) {
    await host.send(generateMessage(fixture, { id, image_b64: image }));
    await host.hears({ type: "done", id });
  }
  assertEquals(await givenImages(codex.received), [0, 0, 0]);
  assertEquals(host.said.filter(({ type }) => type === "log"), []);
});

Deno.test("An image node takes its image, left, back, right and a list with gaps", async () => {
  await using scene = await withFake({});
  const { fixture, codex } = scene;
  const file = async (name: string, shade: number) => {
    const path = join(fixture.root, name);
    await Deno.writeFile(path, png({ colour: [shade, 0, 0] }));
    return path;
  };
  await using host = await Host.start(fixture, {
    env: { MODEL_ID: "extension/image-to-image" },
  });
  const left = await file("left.png", 1);
  const right = await file("right.png", 2);
  await host.send(generateMessage(fixture, {
    image_b64: toBase64(png()),
    params: {
      prompt: "a cat",
      left_image_path: left,
      right_image_path: right,
      extra_image_paths: [left, null, await file("more.png", 3)],
      remesh: "none",
      enable_texture: true,
      texture_resolution: 1024,
      codex_bin: "/bin/false",
    },
  }));
  const done = await host.hears({ type: "done", id: "job-1" });
  assertMatch(String(done["output_path"]), /image-to-image-[0-9a-f]{12}\.png$/);
  assertEquals(await givenImages(codex.received), [4]);
});

Deno.test("An image node without an image says so in one sentence with its code", async () => {
  await using scene = await withFake({});
  const { fixture, codex } = scene;
  await using host = await Host.start(fixture, { node: "image-to-image" });
  await host.send(generateMessage(fixture));
  assertEquals(await host.hears({ id: "job-1", type: "error" }), {
    type: "error",
    id: "job-1",
    message:
      "Image-to-image needs an input image and none was given; connect or select an image (request/missing_input_image)",
  });
  assertEquals(await codex.received(), []);
});

Deno.test("The node may come with the message or the command line, but has to come", async () => {
  await using scene = await withFake({});
  const { fixture } = scene;
  await using flagged = await Host.start(fixture, {
    args: ["serve", "--node", "text-to-image"],
  });
  await flagged.send(generateMessage(fixture, { image_b64: PLACEHOLDER }));
  await flagged.hears({ type: "done" });
  await using host = await Host.start(fixture);
  await host.send(generateMessage(fixture, { id: "none" }));
  const { message } = await host.hears({ type: "error", id: "none" });
  assertMatch(String(message), /node.*\(request\/invalid_request\)$/);
  await host.send(
    generateMessage(fixture, { id: "own", node: "text-to-image" }),
  );
  await host.hears({ type: "done", id: "own" });
});

Deno.test("Words and paths beyond ASCII come out whole, in ASCII", async () => {
  await using scene = await withFake({});
  const { fixture, codex } = scene;
  const prompt = "ein Fahrrad für Zoë 🚲\u2028";
  await using host = await Host.start(fixture, { node: "text-to-image" });
  await host.send(generateMessage(fixture, {
    params: { text: prompt },
    outputs_dir: join(fixture.workspace, "Bücher v1.5 🚲"),
  }));
  const done = await host.hears({ type: "done" });
  assert(String(done["output_path"]).includes("/Bücher v1.5 🚲/"));
  await imageOf(fixture, done);
  const sent = JSON.stringify(await codex.received());
  assert(sent.includes(prompt.trim()), sent);
});

Deno.test("Junk, half lines and unknown actions leave the runner as it was", async () => {
  await using scene = await withFake({});
  const { fixture } = scene;
  await using host = await Host.start(fixture, { node: "text-to-image" });
  await host.sendText(
    'junk\n\n[1]\nnull\n"load"\n{"action":7}\n{}\n\r\n\xff\n',
  );
  await host.sendText('{"action":"lo');
  await host.sendText('ad"}\r\n');
  await host.hears({ type: "loaded" });
  assertEquals(host.said.length, 2);
  await host.send({ action: "dance", id: "x" });
  const { message } = await host.hears({ type: "error", id: "x" });
  assertMatch(String(message), /\(request\/invalid_request\)$/);
  await host.send({ action: "generate", id: "y", params: [] });
  await host.hears({ type: "error", id: "y" });
  await host.send({ action: "cancel", id: "nobody" });
  await host.send(generateMessage(fixture));
  await host.hears({ type: "done", id: "job-1" });
  assertEquals(linesOf(host, "nobody"), []);
});

Deno.test("A job that Python wrote with NaN in it is answered, not left waiting", async () => {
  await using scene = await withFake({});
  await using host = await Host.start(scene.fixture, { node: "text-to-image" });
  await host.sendText(
    '{"action": "generate", "id": "n", "params": {"prompt": "a", "x": NaN}}\n',
  );
  const { message } = await host.hears({ type: "error", id: "n" });
  assertMatch(String(message), /not JSON.*\(request\/invalid_request\)$/);
});

Deno.test("An image of 12 MB comes through in one line", async () => {
  await using scene = await withFake({});
  const { fixture, codex } = scene;
  const policy = join(fixture.root, "policy.json");
  await Deno.writeTextFile(policy, '{"limits":{"inputBytes":16777216}}');
  await using host = await Host.start(fixture, {
    node: "image-to-image",
    env: { MODLY_CODEX_POLICY: policy },
  });
  const image_b64 = toBase64(heavyPng(12_000_000));
  await host.send(generateMessage(fixture, { image_b64 }));
  await host.hears({ type: "done" });
  assertEquals(await givenImages(codex.received), [1]);
});

Deno.test("Two jobs at once do not disturb each other", async () => {
  await using scene = await withFake({});
  const { fixture } = scene;
  await using host = await Host.start(fixture, { node: "text-to-image" });
  const ids = ["one", "two"];
  await Promise.all(
    ids.map((id) => host.send(generateMessage(fixture, { id }))),
  );
  const done = await Promise.all(
    ids.map((id) => host.hears({ type: "done", id })),
  );
  assertEquals(new Set(done.map((one) => one["output_path"])).size, 2);
  for (const one of done) await imageOf(fixture, one);
  assertEquals((await fixture.published()).length, 2);
});

Deno.test("A failed job is one error without a traceback, and the runner lives on", async () => {
  await using scene = await withFake({
    on: {
      "account/read": [[{ do: "reply", result: { account: null } }]],
    },
  });
  const { fixture } = scene;
  await using host = await Host.start(fixture, { node: "text-to-image" });
  await host.send(generateMessage(fixture));
  const error = await host.hears({ type: "error", id: "job-1" });
  assertEquals(Object.keys(error), ["type", "id", "message"]);
  assertMatch(
    String(error["message"]),
    /^Codex is not logged in; [^.]*codex login \(preflight\/not_authenticated\)$/,
  );
  assertEquals(endings(host, "job-1"), ["error"]);
  await host.send(generateMessage(fixture, { id: "job-2", params: {} }));
  const { message } = await host.hears({ type: "error", id: "job-2" });
  assertMatch(String(message), /\(request\/invalid_prompt\)$/);
  await host.end();
  assertEquals(await host.exit(), 0);
  await fixture.assertNothingLeft();
});
