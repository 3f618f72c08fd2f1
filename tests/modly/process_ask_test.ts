import { assertEquals, assertThrows } from "@std/assert";
import { Failure } from "../../src/errors/failure.ts";
import { processAsk } from "../../src/modly/process/process_ask.ts";
import { readProcessMessage } from "../../src/modly/process/process_message.ts";

function ask(message: unknown, workspace?: string) {
  const line = JSON.stringify(message);
  return processAsk(readProcessMessage(line), workspace);
}

Deno.test("Text and image of an upstream host are prompt and primary image", () => {
  assertEquals(
    ask({
      input: { filePath: "/a.png", text: "night", nodeId: "image-to-image" },
      params: { strength: 0.4 },
      nodeId: "",
      workspaceDir: "/ws",
      tempDir: "/tmp",
    }),
    {
      node: "image-to-image",
      inputs: { prompt: "night", image: { path: "/a.png" } },
      params: { strength: 0.4 },
      workspaceDir: "/ws",
      outputsDir: "/ws/Workflows",
    },
  );
});

Deno.test("Nothing connected leaves prompt and mode to the parameters", () => {
  assertEquals(ask({ input: {} }, "/env").inputs, {});
  assertEquals(ask({ input: { text: " ", filePath: "" } }).inputs, {});
  const { node, workspaceDir } = ask({ input: { nodeId: "x-1" } }, "/env");
  assertEquals({ node, workspaceDir }, {
    node: undefined,
    workspaceDir: "/env",
  });
});

Deno.test("Several texts become one prompt", () => {
  assertEquals(
    ask({ input: { text: "a", texts: ["a", "", "b"] } }).inputs,
    { prompt: "a\nb" },
  );
});

Deno.test("Named ports: front is the primary image, the others are references", () => {
  assertEquals(
    ask({
      input: {
        inputs: {
          left: { type: "image", filePath: "/l.png" },
          words: { type: "text", text: "night" },
          front: { type: "image", filePath: "/f.png", sourceNodeId: "n" },
          back: { type: "image", filePath: null },
        },
      },
    }).inputs,
    {
      prompt: "night",
      image: { path: "/f.png" },
      reference_images: [{ path: "/l.png" }],
    },
  );
});

for (
  const [line, code] of [
    ["", "request/invalid_json"],
    ["{", "request/invalid_json"],
    ["[]", "request/invalid_request"],
    ['{"params":{}}', "request/invalid_request"],
    ['{"input":{"text":7}}', "request/invalid_request"],
  ] as const
) {
  Deno.test(`The message ${JSON.stringify(line)} is ${code}`, () => {
    const failure = assertThrows(
      () => readProcessMessage(line),
      Failure,
    );
    assertEquals(failure.code, code);
  });
}
