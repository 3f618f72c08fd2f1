import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { builtInPolicy } from "../../src/policy/built_in.ts";
import { layerValues, mergeLayers } from "../../src/policy/layers.ts";
import type { Layer } from "../../src/policy/loaded.ts";
import type { PolicyFile } from "../../src/policy/schema.ts";
import { assertProperty } from "../support/seeded.ts";

const basis = values(builtInPolicy(), "built-in");

function values(file: PolicyFile, layer: Layer) {
  return layerValues(file, (path) => ({ layer, source: path.join("/") }));
}

function setting(loaded: ReturnType<typeof mergeLayers>, key: string) {
  return loaded.settings.find((setting) => setting.key === key);
}

Deno.test("mergeLayers() of the built-in policy alone is that policy", () => {
  const { policy, settings } = mergeLayers([basis]);
  const { $schema: _, ...builtIn } = builtInPolicy();
  assertEquals(policy, builtIn);
  assertEquals(new Set(settings.map(({ key }) => key)).size, settings.length);
});

Deno.test("mergeLayers() lays groups over each other key by key", () => {
  const loaded = mergeLayers([
    basis,
    values({ limits: { images: 4, jobSeconds: 30 } }, "user"),
    values({ limits: { images: 2 } }, "file"),
  ]);
  const { images, jobSeconds, noticeSeconds } = loaded.policy.limits;
  assertEquals([images, jobSeconds, noticeSeconds], [2, 30, 60]);
  assertEquals(setting(loaded, "limits.images"), {
    key: "limits.images",
    value: 2,
    origin: { layer: "file", source: "limits/images" },
    beaten: [
      { value: 4, origin: { layer: "user", source: "limits/images" } },
      { value: 5, origin: { layer: "built-in", source: "limits/images" } },
    ],
  });
});

Deno.test("mergeLayers() replaces lists and one platform's entry whole", () => {
  const refused = { state: "refused", risk: "low", note: "Not here." } as const;
  const { policy, settings } = mergeLayers([
    basis,
    values({
      plans: { allowed: ["plus"] },
      evidence: [],
      platforms: { "linux/x86_64": refused, "freebsd/x86_64": refused },
    }, "user"),
  ]);
  assertEquals(policy.plans, { allowed: ["plus"], refused: ["free"] });
  assertEquals(policy.evidence, []);
  assertEquals(policy.platforms["linux/x86_64"], refused);
  assertEquals(policy.platforms["darwin/arm64"]?.state, "enabled");
  const keys = settings.map(({ key }) => key);
  assertEquals(
    keys.indexOf("platforms.freebsd/x86_64"),
    keys.indexOf("evidence") - 1,
    "a new platform stands with the others",
  );
});

Deno.test("mergeLayers() takes each value from the strongest layer that sets it", async (t) => {
  const layers: Layer[] = ["installation", "user", "file", "flags"];
  const images = fc.array(fc.option(fc.integer({ min: 1, max: 5 })), {
    minLength: layers.length,
    maxLength: layers.length,
  });
  const property = fc.property(images, (images) => {
    const loaded = mergeLayers([
      basis,
      ...layers.map((layer, index) => {
        const value = images[index] ?? null;
        return value === null
          ? []
          : values({ limits: { images: value } }, layer);
      }),
    ]);
    const told = setting(loaded, "limits.images");
    assertEquals(
      [told?.value, ...(told?.beaten ?? []).map(({ value }) => value)],
      [5, ...images].filter((value) => value !== null).toReversed(),
    );
    assertEquals(loaded.policy.limits.images, told?.value);
  });
  await assertProperty(t, property, 100);
});
