import { assertEquals, assertMatch } from "@std/assert";
import { join } from "@std/path";
import { png } from "../backend/pictures.ts";
import { turnBegins } from "../fake_codex/scenario.ts";
import { called } from "../hostile/waiting.ts";
import { withFake } from "../support/fixture.ts";
import { Host } from "./support_host.ts";

function message(workspaceDir: string, changes: object = {}): object {
  return {
    input: { text: "ein rotes Fahrrad für Zoë" },
    params: {},
    nodeId: "text-to-image",
    workspaceDir,
    tempDir: "/nowhere",
    ...changes,
  };
}

function types(host: Host): readonly unknown[] {
  return host.said.map(({ type }) => type).filter((type) =>
    type !== "progress"
  );
}

Deno.test("One message makes one image, and the input may end at once", async () => {
  await using scene = await withFake({});
  const { fixture } = scene;
  await using host = await Host.start(fixture, { args: ["process"] });
  await host.send(message(fixture.workspace));
  await host.end();
  assertEquals(await host.exit(), 0);
  const { result } = await host.hears({ type: "done" });
  const path = String(Object(result).filePath);
  assertMatch(
    path.slice(fixture.workspace.length),
    /^\/Workflows\/text-to-image-[0-9a-f]{12}\.png$/,
  );
  assertEquals(await Deno.readFile(path), png());
  assertEquals(host.said[0], {
    type: "progress",
    percent: 1,
    label: "Checking the request",
  });
  assertEquals(types(host), ["done"]);
  await fixture.assertNothingLeft();
});

Deno.test("An image without a node's name makes it image-to-image", async () => {
  await using scene = await withFake({});
  const { fixture, codex } = scene;
  const picture = join(fixture.root, "in.png");
  await Deno.writeFile(picture, png());
  await using host = await Host.start(fixture, { args: ["process"] });
  await host.send(message(fixture.workspace, {
    input: { filePath: picture },
    params: { prompt: "night" },
    nodeId: "",
  }));
  await host.hears({ type: "done" });
  assertMatch(JSON.stringify(await codex.received()), /localImage/);
});

Deno.test("A failure is one error line, and the exit code tells its kind", async () => {
  await using scene = await withFake({});
  const { fixture } = scene;
  for (const line of ["", "junk\n"]) {
    await using host = await Host.start(fixture, { args: ["process"] });
    await host.sendText(line);
    await host.end();
    assertEquals(await host.exit(), 2);
    assertEquals(types(host), ["error"]);
  }
  await using host = await Host.start(fixture, { args: ["process"] });
  await host.send(message(fixture.workspace, { input: {} }));
  assertEquals(await host.exit(), 2);
  const { message: sentence } = await host.hears({ type: "error" });
  assertMatch(String(sentence), /\(request\/invalid_prompt\)$/);
});

Deno.test("An attached run is cancelled when its host goes, and leaves nothing", async () => {
  await using scene = await withFake({ on: { "turn/start": [turnBegins] } });
  const { fixture, codex } = scene;
  await using host = await Host.start(fixture, {
    args: ["process", "--attached"],
  });
  await host.send(message(fixture.workspace));
  await called(codex, "turn/start");
  await host.end();
  assertEquals(await host.exit(), 130);
  assertEquals(types(host), ["error"]);
  await fixture.assertNothingLeft();
});
