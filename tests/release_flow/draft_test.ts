import { assert, assertEquals, assertRejects, assertThrows } from "@std/assert";
import { makeDraft } from "../../release/draft.ts";
import { publishDraft } from "../../release/publish.ts";
import { publishedRelease } from "../../release/published.ts";
import { Refusal } from "../../release/refusal.ts";
import { releaseNotes } from "../../release/release_notes.ts";
import { product } from "../../src/system/product.ts";
import { fakeGh } from "./fake_gh.ts";

const repository = "someone/modly-codex-image";
const tag = `v${product.version}`;
const release = { tag, repository };
const draft = { release, notes: "notes.md", files: ["a.zip", "SHA256SUMS"] };

Deno.test("A draft has the tag, the notes and every file, and is a draft", async () => {
  const { gh, calls } = fakeGh({ tags: ["v0.0.1"] });
  await makeDraft(draft, gh);
  assertEquals(calls.at(-1), [
    ...["release", "create", tag, "--repo", repository],
    ...["--draft", "--verify-tag", "--title", `modly-codex-image ${tag}`],
    ...["--notes-file", "notes.md", "a.zip", "SHA256SUMS"],
  ]);
});

Deno.test("A tag that has a release gets no second one", async () => {
  const { gh, calls } = fakeGh({ tags: ["v0.0.1", tag] });
  await assertRejects(
    () => makeDraft(draft, gh),
    Refusal,
    `${tag} has a release already`,
  );
  assertEquals(calls.map((call) => call.slice(0, 2)), [["release", "list"]]);
});

for (
  const [tag, prerelease, latest] of [
    ["v1.2.0", "false", "true"],
    ["v1.2.0-rc.1", "true", "false"],
  ] as const
) {
  Deno.test(`${tag} is published with latest ${latest}`, async () => {
    const { gh, calls } = fakeGh({});
    await publishDraft({ tag, repository }, gh);
    assertEquals(calls, [[
      ...["release", "edit", tag, "--repo", repository],
      ...[`--prerelease=${prerelease}`, `--latest=${latest}`, "--draft=false"],
    ]]);
  });
}

Deno.test("A release is of the checkout's version and of a repository", () => {
  assertEquals(publishedRelease(tag, repository), release);
  for (const wrong of ["v0.0.0", product.version, undefined]) {
    assertThrows(() => publishedRelease(wrong, repository), Refusal, "--tag");
  }
  for (const wrong of ["", "someone", "a/b/c", "--web/x y", undefined]) {
    assertThrows(() => publishedRelease(tag, wrong), Refusal, "--repository");
  }
});

Deno.test("The notes are the changelog's, with how to check a download", () => {
  const notes = releaseNotes(
    { version: product.version, text: "- One\n- Two" },
    repository,
  );
  assert(notes.startsWith("- One\n- Two\n\n## Checking a download\n"));
  assert(notes.includes(`gh attestation verify modly-codex-image-`));
  assert(notes.includes(`--repo ${repository}\n`));
});
