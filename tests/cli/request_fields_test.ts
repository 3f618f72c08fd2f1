import { assertEquals } from "@std/assert";
import { mergeRequest } from "../../src/cli/request_fields.ts";
import { aliases } from "../../src/request/aliases.ts";
import { parseRequest } from "../../src/request/parse.ts";
import { builtInPolicy } from "../../src/policy/built_in.ts";

Deno.test("mergeRequest() replaces a field under every alias, in params too", () => {
  const flags = {
    prompt: "new",
    image: "new.png",
    reference: ["r.png"],
    output: "new.png",
    size: "new",
  };
  const old = [
    ...aliases.prompt,
    ...aliases.primary,
    ...aliases.references,
    ...aliases.left,
    ...aliases.extra,
    ...aliases.outputTarget,
    ...aliases.size,
  ];
  for (const name of old) {
    for (const file of [{ [name]: "old" }, { params: { [name]: "old" } }]) {
      const merged = JSON.stringify(mergeRequest(flags, file));
      assertEquals(merged.includes("old"), false, name);
    }
  }
});

Deno.test("mergeRequest() keeps what no flag names", () => {
  const file = { text: "a", quality: "low", params: { seed: 7 }, other: [1] };
  assertEquals(mergeRequest({ size: "auto" }, file), { ...file, size: "auto" });
});

Deno.test("mergeRequest() leaves what isn't an object to the request's rules", () => {
  for (const file of [[], "text", null, 5]) {
    assertEquals(mergeRequest({ prompt: "x" }, file), file);
  }
  const odd = { params: "text" };
  assertEquals(mergeRequest({ prompt: "x" }, odd), { ...odd, prompt: "x" });
});

Deno.test("mergeRequest() gives what the request's rules understand", () => {
  const request = parseRequest(
    mergeRequest({
      prompt: "a door",
      image: "in.png",
      reference: ["a.png"],
      output: "o.png",
      size: "1024x1024",
      quality: "high",
      background: "opaque",
      strength: 0.5,
    }, {}),
    { limits: builtInPolicy().limits },
  );
  assertEquals(request.mode, "image-to-image");
  assertEquals(request.images.map((image) => image.kind), ["path", "path"]);
  assertEquals(request.outputTarget, "o.png");
  assertEquals(request.hints, {
    size: "1024x1024",
    quality: "high",
    background: "opaque",
    strength: 0.5,
  });
  assertEquals(request.warnings, []);
});
