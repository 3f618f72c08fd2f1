import { assertEquals, assertThrows } from "@std/assert";
import { topEntry } from "../../release/changelog.ts";
import { tagComplaints, type TagFacts } from "../../release/check_tag.ts";
import { inCheckout } from "../../release/folders.ts";
import { Refusal } from "../../release/refusal.ts";
import { product } from "../../src/system/product.ts";

const changelog = `# Changelog

Words before.

## 1.2.0 - 2026-11-22

- One
- Two

## 1.1.0 - 2026-01-01

- Old
`;

const good: TagFacts = {
  tag: "v1.2.0",
  version: "1.2.0",
  manifests: { "manifest.json": "1.2.0", "process.json": "1.2.0" },
  entry: topEntry(changelog),
};

Deno.test("The top entry is the first version and what is said of it", () => {
  assertEquals(topEntry(changelog), {
    version: "1.2.0",
    date: "2026-11-22",
    text: "- One\n- Two",
  });
  assertEquals(topEntry(changelog.replaceAll("\n", "\r\n")).version, "1.2.0");
});

for (
  const text of [
    "# Changelog\n",
    changelog.replace(" - 2026-11-22", ""),
    changelog.replace("2026-11-22", "soon"),
  ]
) {
  Deno.test(`A changelog is refused that begins: ${text.slice(27, 40)}`, () => {
    assertThrows(() => topEntry(text), Refusal, "CHANGELOG.md");
  });
}

Deno.test("A tag that agrees with everything can be released", () => {
  assertEquals(tagComplaints(good), []);
});

const wrong: readonly (readonly [Partial<TagFacts>, string])[] = [
  [{ tag: "1.2.0" }, "The tag 1.2.0 is not v and deno.json's 1.2.0"],
  [{ tag: "v1.2" }, "The tag v1.2 is not v and deno.json's 1.2.0"],
  [
    { manifests: { ...good.manifests, "process.json": "1.1.0" } },
    "process.json has the version 1.1.0, deno.json 1.2.0",
  ],
  [
    { entry: { version: "1.1.0", date: "2026-01-01", text: "- Old" } },
    "The changelog begins with 1.1.0, deno.json has 1.2.0",
  ],
  [
    { entry: topEntry(changelog.replace("2026-11-22", "unreleased")) },
    "The changelog calls 1.2.0 unreleased",
  ],
  [
    { entry: { ...good.entry, text: "" } },
    "The changelog says nothing of 1.2.0",
  ],
];

for (const [change, complaint] of wrong) {
  Deno.test(`Not released: ${complaint}`, () => {
    assertEquals(tagComplaints({ ...good, ...change }), [complaint]);
  });
}

Deno.test("The checkout's own changelog begins with its version", async () => {
  const text = await Deno.readTextFile(inCheckout("CHANGELOG.md"));
  assertEquals(topEntry(text).version, product.version);
});

Deno.test("The task hands the version on, and tells a wrong tag in one line", async () => {
  const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: [
      ...["run", "--frozen", "--no-prompt", "--allow-read"],
      ...[inCheckout("release", "check_tag.ts"), "--tag", "v0.0.0"],
    ],
    env: { NO_COLOR: "1" },
  }).output();
  const decode = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
  assertEquals([code, decode(stdout)], [1, ""]);
  assertEquals(
    decode(stderr).startsWith("Error: The tag v0.0.0 is not v and"),
    true,
  );
});
