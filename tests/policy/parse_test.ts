import { assert, assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { Failure } from "../../src/errors/failure.ts";
import { parsePolicy } from "../../src/policy/parse.ts";
import { anyPolicy } from "../fuzz/policy_inputs.ts";
import { checkPolicy } from "../fuzz/policy_rules.ts";
import { assertProperty } from "../support/seeded.ts";
import { failureOf } from "./failures.ts";

Deno.test("parsePolicy() takes comments, trailing commas and $schema", () => {
  const { file } = parsePolicy(
    `// ours
    {
      "$schema": "./schema.v1.json", /* for the editor */
      "codex": { "allowedVersions": ["0.122.0", "0.169.0",], },
    }`,
    "p.json",
  );
  assertEquals(file.codex, { allowedVersions: ["0.122.0", "0.169.0"] });
});

Deno.test("parsePolicy() knows where each value stands", () => {
  const { place } = parsePolicy(
    '{\r\n  "limits": {\r\n    "images": 3 } }',
    "p",
  );
  assertEquals(place(["limits", "images"]), { line: 3, column: 5 });
  assertEquals(place(["limits"]), { line: 2, column: 3 });
});

/** Text, place, and what is wrong there. */
const faults: readonly [string, string, string][] = [
  ["", "1:1", "there is no policy here; {} is one that sets nothing"],
  [
    "// only this",
    "1:1",
    "there is no policy here; {} is one that sets nothing",
  ],
  ["[]", "1:1", "the policy must be an object, not a list"],
  ["7", "1:1", "the policy must be an object, not a number"],
  ['{"limits": {"images": 3}', "1:25", 'a closing "}" is missing'],
  ['{"limits" {}}', "1:11", 'a ":" is expected here, after the key'],
  ["{limits: {}}", "1:2", "this is not JSON; text stands in double quotes"],
  ["{} {}", "1:4", "nothing may follow the end of the policy"],
  ['{"a', "1:2", "the text is not closed with a double quote"],
  [
    '{\n  "limit": {}\n}',
    "2:3",
    'unknown key "limit"; did you mean "limits"?',
  ],
  [
    '{"codex": {\n\t"minVersion": "0.1.0"}}',
    "2:2",
    'unknown key "minVersion"; did you mean "minimumVersion"?',
  ],
  [
    '{"minimumVersion": "0.1.0"}',
    "1:2",
    'unknown key "minimumVersion"; did you mean "minimumVersion" inside "codex"?',
  ],
  [
    '{"limits.images": 3}',
    "1:2",
    'unknown key "limits.images"; did you mean "images" inside "limits"?',
  ],
  ['{"zzz": 1}', "1:2", 'unknown key "zzz"'],
  ['{"7": 1}', "1:2", 'unknown key "7"'],
  ['{"__proto__": {}}', "1:2", 'unknown key "__proto__"'],
  [
    '{"platforms": {"__proto__": {}}}',
    "1:16",
    'unknown key "__proto__"',
  ],
  [
    '{"output": {},\n "output": {}}',
    "2:2",
    'the key "output" stands here a second time',
  ],
  [
    '{"codex": {"searchFolders": ["/opt/bin", "C:\\\\codex", "bin"]}}',
    "1:55",
    "codex.searchFolders[2] must be a full path such as /opt/codex/bin",
  ],
  [
    '{"limits": {"images": "3"}}',
    "1:23",
    "limits.images must be a number, not a string",
  ],
  [
    '{"limits": {"images": 1.5}}',
    "1:23",
    "limits.images must be a whole number",
  ],
  ['{"limits": {"images": 6}}', "1:23", "limits.images must be at most 5"],
  ['{"limits": {"images": 0}}', "1:23", "limits.images must be at least 1"],
  [
    '{"limits": {"jobSeconds": 0}}',
    "1:27",
    "limits.jobSeconds must be more than 0",
  ],
  [
    '{"limits": {"jobSeconds": 1e999}}',
    "1:27",
    "limits.jobSeconds must be a number",
  ],
  ['{"limits": null}', "1:12", "limits must be an object, not null"],
  [
    '{"output": {"extraImages": "frist"}}',
    "1:28",
    'output.extraImages must be "refuse" or "first"; did you mean "first"?',
  ],
  [
    '{"codex": {"minimumVersion": "0.122"}}',
    "1:30",
    "codex.minimumVersion must be a semantic version such as 0.122.0",
  ],
  [
    '{"codex": {"allowedVersions": ["0.122.0", "0.123.0-01"]}}',
    "1:43",
    "codex.allowedVersions[1] must be a semantic version such as 0.122.0",
  ],
  [
    '{"codex": {"deniedVersions": ["newest"]}}',
    "1:31",
    'codex.deniedVersions[0] must be a range of versions such as ">=0.140.0 <0.142.0"',
  ],
  ['{"codex": {"program": ""}}', "1:23", "codex.program must not be empty"],
  [
    '{"platforms": {"linux/amd64": {"state": "refused", "risk": "low", "note": ""}}}',
    "1:16",
    'platforms.linux/amd64 must be written "linux/x86_64"',
  ],
  [
    '{"platforms": {"linux": {"state": "refused", "risk": "low", "note": ""}}}',
    "1:16",
    "platforms.linux must be OS/ARCH such as linux/x86_64",
  ],
  [
    '{"platforms": {"linux/arm64": {"state": "enabled", "risk": "low"}}}',
    "1:31",
    "platforms.linux/arm64.note is missing; it must be a string",
  ],
  [
    `${"[".repeat(20_000)}`,
    "1:17",
    "this is nested too deeply",
  ],
];

Deno.test("parsePolicy() names file, line, column and what is wrong", async (t) => {
  for (const [text, place, problem] of faults) {
    await t.step(text.slice(0, 60) || "an empty file", () => {
      const failure = failureOf(
        "policy/invalid",
        () => parsePolicy(text, "my/p.json"),
      );
      const lead = `The policy is not valid at my/p.json:${place}: ${problem}`;
      assert(failure.message.startsWith(lead), `${failure.message}\n${lead}`);
      assertEquals(failure.exit, 3);
    });
  }
});

Deno.test("parsePolicy() lists every fault in the order of the file", () => {
  const failure = failureOf("policy/invalid", () =>
    parsePolicy(
      '{\n"limits": {"images": 9, "imges": 1},\n"nope": 1,\n"plans": 5}',
      "p.json",
    ));
  assertEquals(failure.evidence, {
    file: "p.json",
    faults: [
      { line: 2, column: 22, problem: "limits.images must be at most 5" },
      {
        line: 2,
        column: 25,
        problem: 'unknown key "imges"; did you mean "images"?',
      },
      { line: 3, column: 1, problem: 'unknown key "nope"' },
      {
        line: 4,
        column: 10,
        problem: "plans must be an object, not a number",
      },
    ],
  });
  assert(failure.message.endsWith("(4 faults in all, see the evidence)"));
});

Deno.test("parsePolicy() ends in a policy that says what its JSON says, or in faults that are there", async (t) => {
  const counts = { accepted: 0, refused: 0 };
  const text = fc.oneof(
    {
      weight: 4,
      arbitrary: anyPolicy.map((bytes) => new TextDecoder().decode(bytes)),
    },
    { weight: 1, arbitrary: fc.string({ unit: "binary" }) },
  );
  const property = fc.property(text, (text) => {
    counts[checkPolicy(text) ? "accepted" : "refused"]++;
  });
  await assertProperty(t, property, 2_000);
  assert(counts.accepted > 100 && counts.refused > 100);
});

/** A megabyte of what a file can hold that is no policy, and how many faults are told. */
const megabytes: readonly (readonly [string, string, number])[] = [
  ["lines that are no JSON", "[\n" + "a b\n".repeat(250_000), 1],
  ["a list without commas", `[${"1\n".repeat(9_000)}]`, 100],
  ["one key again and again", `{${'"k": 1,\n'.repeat(4_500)}}`, 100],
  ["keys that nobody knows", `{${numbered(4_500, (n) => `"k${n}": 1`)}}`, 100],
  ["empty records", `{"evidence": [${"{},\n".repeat(250_000)}]}`, 1],
  [
    "a range of blanks",
    `{"codex": {"deniedVersions": ["${" ".repeat(1_000_000)}"]}}`,
    1,
  ],
  ["a comment", `{}${" // ours\n".repeat(115_000)}}`, 1],
];

for (const [name, text, most] of megabytes) {
  Deno.test(`parsePolicy() refuses ${name} and does not tell all`, () => {
    const { evidence } = failureOf(
      "policy/invalid",
      () => parsePolicy(text, "p.json"),
    );
    const { faults } = evidence;
    assert(Array.isArray(faults));
    assertEquals(faults.length, most);
  });
}

function numbered(count: number, text: (n: number) => string): string {
  return Array.from({ length: count }, (_, n) => text(n)).join(",\n");
}

Deno.test("parsePolicy() finds an unknown key wherever it stands", async (t) => {
  const blank = fc.stringMatching(/^[ \t\n]{0,12}$/);
  const property = fc.property(blank, blank, (before, after) => {
    const text = `{${before}"nope"${after}: 1}`;
    const lines = `{${before}`.split("\n");
    const place = `p:${lines.length}:${(lines.at(-1)?.length ?? 0) + 1}: `;
    assertThrows(() => parsePolicy(text, "p"), Failure, place);
  });
  await assertProperty(t, property, 100);
});
