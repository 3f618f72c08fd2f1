import { assert, assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { Failure } from "../../src/errors/failure.ts";
import { parsePolicy } from "../../src/policy/parse.ts";
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

Deno.test("parsePolicy() ends in a policy or in policy/invalid, whatever it reads", () => {
  const tokens = fc.array(
    fc.constantFrom("{", "}", "[", "]", ",", ":", '"a"', '"', "1", "//", "/*"),
    { maxLength: 30 },
  ).map((parts) => parts.join(""));
  const text = fc.oneof(fc.string(), fc.json(), tokens);
  fc.assert(fc.property(text, (text) => {
    try {
      parsePolicy(text, "p.json");
    } catch (error) {
      const failure = Failure.from(error);
      assertEquals(failure.code, "policy/invalid", text);
    }
  }));
});

Deno.test("parsePolicy() finds an unknown key wherever it stands", () => {
  const blank = fc.stringMatching(/^[ \t\n]{0,12}$/);
  fc.assert(fc.property(blank, blank, (before, after) => {
    const text = `{${before}"nope"${after}: 1}`;
    const lines = `{${before}`.split("\n");
    const place = `p:${lines.length}:${(lines.at(-1)?.length ?? 0) + 1}: `;
    assertThrows(() => parsePolicy(text, "p"), Failure, place);
  }));
});
