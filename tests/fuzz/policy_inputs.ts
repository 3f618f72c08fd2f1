/** Policy files as their writers could leave them. */
import fc from "fast-check";
import builtIn from "../../policy/default.json" with { type: "json" };
import { policyKeys } from "../../src/policy/keys.ts";
import { damaged } from "./damage.ts";

const encoder = new TextEncoder();

const names = [
  ...new Set(policyKeys().flatMap(({ key }) => key.split(/\.|\[\]/))),
].filter((name) => name !== "");

const key = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...names) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      ...["$schema", "__proto__", "constructor", "linux/x86_64", "linux/amd64"],
      ...["0", "", "limit", "ä\u2028", "\ud800"],
    ),
  },
);
const scalar = fc.constantFrom<unknown>(
  ...[0, 1, 5, 6, -1, 1.5, 1e308, 4096, true, false, null, ""],
  ...["0.122.0", "0.169.0-alpha.1", ">=0.140.0 <0.142.0", "newest", "^1 || 2"],
  ...["/opt/bin", "C:\\codex", "bin", "linux/x86_64", "enabled", "refuse"],
  ...["low", "2026-11", "first", "frist", "🦊\n", "\ud800"],
);
const { value } = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, depthIdentifier: "policy" },
    scalar,
    fc.array(tie("value"), { maxLength: 4, depthIdentifier: "policy" }),
    fc.dictionary(key, tie("value"), {
      maxKeys: 5,
      depthIdentifier: "policy",
    }),
  ),
}));

/** Parts of the shipped policy: valid, whatever is left out. */
const validPart: fc.Arbitrary<unknown> = fc.subarray(Object.entries(builtIn))
  .chain((groups) =>
    fc.tuple(
      ...groups.map(([group, content]) =>
        partOf(content).map((part) => [group, part] as const)
      ),
    )
  ).map((groups) => Object.fromEntries(groups));

function partOf(content: unknown): fc.Arbitrary<unknown> {
  if (Array.isArray(content)) return fc.subarray(content);
  if (typeof content !== "object" || content === null) {
    return fc.constant(content);
  }
  return fc.subarray(Object.entries(content))
    .map((values) => Object.fromEntries(values));
}

/** What may stand between two tokens. */
const blank = fc.constantFrom(
  ...["", "", " ", "\n", "\r\n", "\r", "\t", "// ours\n", "/* ours */", "/**/"],
  ...["// ours", "/*", "\u2028", "\ufeff", ","],
);

/** JSON with the same blanks between all tokens, which may break it. */
const spaced = fc.tuple(
  fc.oneof(value, validPart),
  fc.oneof({ weight: 2, arbitrary: fc.constant("") }, blank),
  fc.constantFrom("", "", ",", "\n"),
).map(([policy, between, trailing]) =>
  (JSON.stringify(policy) ?? "")
    .replace(/(?<=[{[,:])(?=["{[\d])/g, () => between)
    .replace(/(?<=["\d}\]])(?=[}\]])/g, () => trailing)
);

const samples = [
  JSON.stringify(builtIn, null, 2),
  `// ours
{
  "$schema": "./schema.v1.json", /* for the editor */
  "codex": { "allowedVersions": ["0.122.0", "0.169.0",], },
}`,
  '{"limits": {"images": 3, "jobSeconds": 600.5}, "output": {"extraImages": "first"}}',
  '{"platforms": {"linux/arm64": {"state": "refused", "risk": "low", "note": ""}}}',
  '{"codex": {"program": null, "searchFolders": ["/opt/bin", "C:\\\\codex"]}}',
  '{"l\\u0069mits": {}, "plans": {"allowed": ["plus"], "refused": []}}',
].map((text) => encoder.encode(text));

const words = [
  ...["{", "}", "[", "]", ",", ":", '"', "//", "/*", "*/", "\\", "\\u00", "{}"],
  ...['"limits":', '"images"', '"limits":{},', "null", "1e999", "-", "\r"],
  ...["[[[[[[[[[[[[[[[[[", "\u2028", "\ufeff", "\0", " ", "\n"],
].map((text) => encoder.encode(text));

/** The whole policies that the generated ones are made of. */
export const policyCorpus: readonly Uint8Array[] = samples;

/** Policy files in UTF-8, most of them broken. */
export const anyPolicy: fc.Arbitrary<Uint8Array> = damaged(
  fc.oneof(
    fc.constantFrom(...samples),
    spaced.map((text) => encoder.encode(text)),
  ),
  samples,
  words,
);
