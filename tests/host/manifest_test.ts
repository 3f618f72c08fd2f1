/** Both manifests, held against the rules of every host. */
import { assert, assertEquals, assertNotEquals } from "@std/assert";
import config from "../../deno.json" with { type: "json" };
import ofProcess from "../../extensions/process/manifest.json" with {
  type: "json",
};
import manifest from "../../manifest.json" with { type: "json" };
import { modes } from "../../src/request/request.ts";
import { faults, hosts } from "./manifest_rules.ts";

for (const host of hosts) {
  Deno.test(`Both manifests are as ${host.name} wants them`, () => {
    assertEquals(faults(manifest, host), []);
    assertEquals(faults(ofProcess, host), []);
  });
}

Deno.test("The rules notice what has broken nodes on a host", () => {
  const [first] = hosts;
  assert(first !== undefined);
  const [text, image] = structuredClone(manifest.nodes);
  assert(text !== undefined && image !== undefined);
  const objects = [{ name: "front", type: "image" }];
  const size = { id: "size", label: "Size", type: "select", options: [] };
  const broken: Record<string, unknown> = {
    "inputs that are objects": { ...image, inputs: objects },
    "an unknown port": { ...text, input: "none" },
    "a default that is no option": {
      ...text,
      params_schema: [{ ...size, default: "huge" }],
    },
    "no default": {
      ...text,
      params_schema: [{ id: "a", label: "A", type: "string" }],
    },
    "a control nobody draws": {
      ...text,
      params_schema: [{ id: "a", label: "A", type: "slider", default: 1 }],
    },
    "a path as a parameter": {
      ...text,
      params_schema: [{
        id: "left_image_path",
        label: "Left",
        type: "string",
        default: "",
      }],
    },
    "an io_contract": { ...image, io_contract: "named-v1" },
  };
  for (const [name, node] of Object.entries(broken)) {
    assertNotEquals(faults({ ...manifest, nodes: [node] }, first), [], name);
  }
});

Deno.test("The model's manifest has the planned identity of the Python extension", () => {
  assertEquals(manifest.id, "modly-codex-image-extension");
  assertEquals(manifest.name, "Codex Local Image Model");
  assertEquals(manifest.type, "model");
  assertEquals(manifest.bucket, "model-managed-setup");
  assertEquals(manifest.metadata.resolution, "planned");
  assertEquals(manifest.metadata.support_state, "experimental");
  assertEquals(manifest.metadata.surface_owner, "FastAPI model extension");
  assertEquals(manifest.metadata.headless_eligible, "conditional");
  assertEquals(manifest.metadata.linux_arm64_risk, "high");
  assertEquals(
    manifest.nodes.map(({ identity_resolution }) => identity_resolution),
    ["planned", "planned"],
  );
});

Deno.test("Versions and nodes are the product's own", () => {
  for (const one of [manifest, ofProcess]) {
    assertEquals(one.version, config.version);
    assertEquals(one.nodes.map(({ id }) => id), [...modes]);
    assertEquals(one.nodes.map(({ input }) => input), ["text", "image"]);
    assertEquals(one.nodes.map(({ output }) => output), ["image", "image"]);
  }
  assertEquals(
    ofProcess.nodes.map(({ params_schema }) => params_schema),
    manifest.nodes.map(({ params_schema }) => params_schema),
  );
});

Deno.test("Image-to-image names its four images, the first of them required", () => {
  const node = manifest.nodes.find(({ id }) => id === "image-to-image");
  assertEquals(node?.input_contract, [
    { name: "front", label: "Primary image", type: "image", required: true },
    { name: "left", label: "Image 2", type: "image", required: false },
    { name: "back", label: "Image 3", type: "image", required: false },
    { name: "right", label: "Image 4", type: "image", required: false },
  ]);
  assertEquals(
    node?.input_labels,
    node?.input_contract?.map(({ label }) => label),
  );
});

Deno.test("A manifest tells what is planned, never what was found on a computer", () => {
  const evidence =
    /(?:^|_)(?:auth|authenticated|entitlement|login|runtime|evidence|checked)(?:_|$)/;
  for (const key of [...keysOf(manifest), ...keysOf(ofProcess)]) {
    assert(!evidence.test(key), key);
  }
});

function keysOf(value: unknown): string[] {
  if (typeof value !== "object" || value === null) return [];
  const own = Array.isArray(value) ? [] : Object.keys(value);
  return [...own, ...Object.values(value).flatMap(keysOf)];
}
