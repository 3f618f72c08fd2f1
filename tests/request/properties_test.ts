import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { Failure } from "../../src/errors/failure.ts";
import { aliases } from "../../src/request/aliases.ts";
import { type ImageRequest, modes } from "../../src/request/request.ts";
import { assertProperty } from "../support/seeded.ts";
import { ask } from "./asking.ts";

const names = Object.values(aliases).flat();
const imageNames = [
  ...aliases.primary,
  ...aliases.references,
  ...aliases.left,
  ...aliases.back,
  ...aliases.right,
  ...aliases.extra,
];
const node = fc.constantFrom(undefined, ...modes);
const word = fc.constantFrom("a cat", "", "auto", "0.5", ...modes);
const value = fc.oneof(fc.jsonValue(), word, fc.array(word));
const fields = (names: readonly string[], value: fc.Arbitrary<unknown>) =>
  fc.dictionary(fc.constantFrom(...names), value, { maxKeys: 8 });
const request = fc.record({
  prompt: fc.oneof({ weight: 4, arbitrary: fc.constant("a cat") }, value),
  params: fc.oneof({ weight: 4, arbitrary: fields(names, value) }, value),
}, { requiredKeys: [] });

/** The request, or the failure it ends with; anything else thrown is a bug. */
function outcome(raw: unknown, node?: ImageRequest["mode"]) {
  try {
    return { request: ask(raw, node), failure: undefined };
  } catch (failure) {
    assert(failure instanceof Failure, String(failure));
    assert(failure.code.startsWith("request/"), failure.code);
    return { request: undefined, failure };
  }
}

Deno.test("any JSON is a request or a Failure with a request code", async (t) => {
  const property = fc.property(fc.jsonValue(), node, (raw, node) => {
    outcome(raw, node);
  });
  await assertProperty(t, property, 1_000);
});

Deno.test("any fields make a whole request or a Failure that names one", async (t) => {
  const raw = fc.tuple(fields(names, value), request)
    .map(([fields, request]) => ({ ...fields, ...request }));
  const property = fc.property(raw, node, (raw, node) => {
    const { request } = outcome(raw, node);
    if (request === undefined) return;
    assert(request.prompt.trim() === request.prompt && request.prompt !== "");
    assertEquals(
      request.mode === "text-to-image",
      request.images.length === 0,
    );
    assert(request.images.length <= 5);
    assert(request.images.slice(1).every(({ role }) => role === "reference"));
    assertEquals(request.mode, node ?? request.mode);
  });
  await assertProperty(t, property, 1_000);
});

Deno.test("no image key, folder or data gets into words or errors", async (t) => {
  const secret = fc.constantFrom(
    "/home/jane-secret/",
    "/srv/jane-secret/",
    "C:\\Users\\jane-secret\\",
    "\\\\server\\jane-secret\\",
    "~/jane-secret/",
    "file:///home/jane-secret/",
    "data:image/png,jane-secret/",
  );
  const path = fc.tuple(secret, fc.constantFrom("cat.png", "a\0b", "\n", "x/"))
    .map((parts) => parts.join(""));
  const base64 = fc.constantFrom(
    "jane-secret".repeat(20),
    "aGk=".repeat(2_000),
  );
  const item = fc.oneof(
    path,
    base64,
    fc.record({ path }),
    fc.record({ data: base64 }),
    fc.record({ path: fc.array(path) }),
    fc.array(path),
  );
  const raw = fc.record({
    prompt: fc.constant("a cat"),
    params: fields(imageNames, fc.oneof(item, fc.array(item))),
  }, { requiredKeys: ["prompt", "params"] });
  const property = fc.property(
    raw,
    fields(imageNames, item),
    node,
    (raw, top, node) => {
      const { request, failure } = outcome({ ...top, ...raw }, node);
      const { prompt, hints, warnings } = request ?? {};
      const shown = JSON.stringify([
        { prompt, hints, warnings },
        failure?.message,
        failure?.evidence,
      ]);
      assert(!/jane|secret|aGk/.test(shown), shown);
      assert(!/_image|Image/.test(JSON.stringify([prompt, hints])));
    },
  );
  await assertProperty(t, property, 1_000);
});
