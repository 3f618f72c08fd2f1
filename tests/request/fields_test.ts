import { assert, assertEquals } from "@std/assert";
import { parseJson } from "../../src/request/parse_json.ts";
import { ask, askInVain } from "./asking.ts";

for (const raw of [null, "a cat", 3, true, [], [{ prompt: "a cat" }]]) {
  Deno.test(`${JSON.stringify(raw)} is no request`, () => {
    assertEquals(askInVain(raw).code, "request/invalid_request");
  });
}

for (const params of ["size=1", 1, [], false]) {
  Deno.test(`${JSON.stringify(params)} is no params`, () => {
    const failure = askInVain({ prompt: "a cat", params });
    assertEquals(failure.code, "request/invalid_request");
    assertEquals(failure.evidence, { field: "params" });
  });
}

Deno.test("null params are no params", () => {
  assertEquals(ask({ prompt: "a cat", params: null }).prompt, "a cat");
});

Deno.test("unknown fields go nowhere, least of all a program", () => {
  const plain = ask({ prompt: "a cat" });
  const unknown = {
    codex_bin: "/home/jane/evil",
    codexBin: "/home/jane/evil",
    program: "/home/jane/evil",
    remesh: "quad",
    enable_texture: false,
    texture_resolution: 1024,
    front_image_path: "/home/jane/front.png",
    ["__proto__"]: { mode: "image-to-image" },
  };
  assertEquals(ask({ ...unknown, prompt: "a cat", params: unknown }), plain);
});

Deno.test("values nested deeper than any stack are only values", () => {
  const deep = "[".repeat(200_000) + "]".repeat(200_000);
  const image = `{"path":"a.png","x":${deep}}`;
  const raw = parseJson(
    `{"prompt":"a cat","x":${deep},"image":${image},"params":{"image":${image}}}`,
  );
  assertEquals(ask(raw).images.length, 1);
  const wrong = parseJson(`{"prompt":"a cat","size":${deep}}`);
  assertEquals(askInVain(wrong).code, "request/invalid_request");
});

Deno.test("a field that JSON calls __proto__ sets nothing", () => {
  const raw: unknown = JSON.parse(
    '{"prompt":"a cat","__proto__":{"image":"a.png"},"params":{"__proto__":{"size":"x"}}}',
  );
  const request = ask(raw);
  assertEquals(request.mode, "text-to-image");
  assertEquals(request.hints, {});
});

Deno.test("the output target is kept exactly as given", () => {
  for (const output_target of ["codex/a cat.png", " x.png ", "../x", "x\0"]) {
    assertEquals(
      ask({ prompt: "a cat", output_target }).outputTarget,
      output_target,
    );
  }
});

Deno.test("without an output target there is none", () => {
  assertEquals(ask({ prompt: "a cat" }).outputTarget, undefined);
  assertEquals(
    ask({ prompt: "a cat", output: null }).outputTarget,
    undefined,
  );
});

for (const target of ["", "  ", "\n", 7, false, ["a.png"], {}]) {
  Deno.test(`${JSON.stringify(target)} is no output target`, () => {
    const failure = askInVain({
      prompt: "a cat",
      output_path: target,
      params: { output_target: "good.png" },
    });
    assertEquals(failure.code, "request/invalid_output_target");
    assertEquals(failure.evidence, { field: "output_path" });
    assert(failure.message.startsWith('"output_path" must'));
  });
}
