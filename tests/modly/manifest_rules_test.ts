import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import manifest from "../../manifest.json" with { type: "json" };
import { judgeManifest } from "../../src/modly/smoke/manifest_rules.ts";

/** The shipped manifest with changes to itself and to its first node. */
function changed(top: object, node: object = {}): unknown {
  const [first, ...others] = manifest.nodes;
  return { ...manifest, nodes: [{ ...first, ...node }, ...others], ...top };
}

const choice = {
  id: "a",
  label: "A",
  type: "select",
  default: "x",
  options: [{ value: "x", label: "X" }],
};

Deno.test("Every host takes the shipped manifest", () => {
  const verdict = judgeManifest(manifest);
  assert(verdict.ok, JSON.stringify(verdict));
  assertEquals(verdict.manifest.version, manifest.version);
});

for (
  const [raw, problem] of [
    [[], "It must be model or process"],
    [changed({ id: "Modly Codex" }), "id must be lower-case"],
    [changed({ type: "native" }), "type must be model or process"],
    [changed({ generator_class: "" }), "generator_class must not be empty"],
    [changed({ type: "process" }), "entry "],
    [changed({ nodes: [] }), "nodes must not be empty"],
    [changed({}, { input: "none" }), "nodes.0.input must be image"],
    [changed({}, { inputs: [{ name: "front" }] }), "an object crashes"],
    [changed({}, { io_contract: "named-v1" }), "hosts disagree"],
    [
      changed({}, {
        inputs: ["image"],
        input_contract: [],
      }),
      "as many inputs",
    ],
    [
      changed({}, { params_schema: [{ ...choice, type: "boolean" }] }),
      "params_schema.0.type must be select",
    ],
    [
      changed({}, { params_schema: [{ ...choice, default: undefined }] }),
      "default must be there",
    ],
    [
      changed({}, { params_schema: [{ ...choice, default: "y" }] }),
      "its default among its options",
    ],
    [
      changed({}, {
        params_schema: [{ ...choice, options: [{ value: 1, label: "X" }] }],
      }),
      "value must be text",
    ],
  ] as const
) {
  Deno.test(`A manifest is refused when: ${problem}`, () => {
    const verdict = judgeManifest(raw);
    assert(!verdict.ok);
    assertStringIncludes(verdict.problems.join("; "), problem);
  });
}
