import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { catalogue, codes } from "../../src/errors/catalogue.ts";
import { Failure } from "../../src/errors/failure.ts";
import { invalidPolicy } from "../../src/policy/faults.ts";
import { type FakeOptions, runFake } from "./fake_context.ts";
import { receipt } from "./samples.ts";

const job = ["generate", "--prompt", "x"];

function failing(thrown: unknown): FakeOptions {
  return { services: { generate: () => Promise.reject(thrown) } };
}

Deno.test("every code ends with its own exit code and document", async () => {
  for (const code of codes) {
    const run = await runFake([...job, "--json"], failing(new Failure(code)));
    const { exit, message, remedy, retry } = catalogue[code];
    assertEquals(run.code, exit, code);
    assertEquals(JSON.parse(run.stdout), {
      schemaVersion: 1,
      ok: false,
      code,
      message,
      remedy: code === "request/usage"
        ? "See: modly-codex-image generate --help"
        : remedy,
      retry,
      evidence: {},
    });
    assertEquals(run.stderr, "");
  }
});

Deno.test("a failure in JSON has its evidence and the time to come back", async () => {
  const failure = new Failure("runtime/usage_limit", {
    retryAfter: "2026-01-02T03:04:05Z",
    evidence: { window: { minutes: 300 }, reply: null },
  });
  const run = await runFake([...job, "--json"], failing(failure));
  const document = JSON.parse(run.stdout);
  assertEquals(document.retryAfter, "2026-01-02T03:04:05Z");
  assertEquals(document.evidence, { window: { minutes: 300 }, reply: null });
});

Deno.test("a failure in text says what, why, what next, and its code", async () => {
  const failure = new Failure("runtime/multi_output_not_supported", {
    evidence: {
      paths: ["/ws/a.png", "/ws/b.png"],
      keptPath: "/ws/kept.part",
      reply: "I drew two",
      minimumVersion: "0.122.0",
      faults: [{ line: 3, problem: "odd" }, { line: 4, problem: "even" }],
      none: null,
      empty: [],
    },
  });
  const run = await runFake(job, failing(failure));
  assertEquals(run.stdout, "");
  assertEquals(run.code, 7);
  assertEquals(
    run.stderr,
    [
      "Error: Codex made more than one image; none was published and all are kept",
      "  The images are at: /ws/a.png, /ws/b.png",
      "  The image is kept at: /ws/kept.part",
      "  Codex answered: I drew two",
      "  Minimum version: 0.122.0",
      "  Faults: line 3, problem odd; line 4, problem even",
      `  Next step: ${catalogue["runtime/multi_output_not_supported"].remedy}`,
      "  Code: runtime/multi_output_not_supported",
      "",
    ].join("\n"),
  );
});

Deno.test("a failure in text says nothing twice", async () => {
  const failure = new Failure("request/invalid_json", {
    message: "Not JSON: brace expected at line 2, column 1",
    evidence: { line: 2, column: 1, problem: "brace expected", bytes: 1 },
  });
  const run = await runFake(job, failing(failure));
  assertEquals(run.stderr.split("\n").slice(1, 2), ["  Bytes: 1"]);
});

Deno.test("a failure in text shows only the faults that it has not told", async () => {
  const two = failing(invalidPolicy("p.json", [
    { line: 1, column: 14, problem: "limits must be an object" },
    { line: 2, column: 3, problem: 'unknown key "x"' },
  ]));
  const run = await runFake(job, two);
  assertEquals(run.stderr.split("\n").slice(1, 3), [
    '  Further faults: line 2, column 3, problem unknown key "x"',
    `  Next step: ${catalogue["policy/invalid"].remedy}`,
  ]);
  const one = await runFake(
    job,
    failing(invalidPolicy("p.json", [
      { line: 1, column: 14, problem: "limits must be an object" },
    ])),
  );
  assertStringIncludes(one.stderr, "p.json:1:14: limits must be an object\n");
  assertEquals(one.stderr.includes("aults:"), false);
});

Deno.test("a failure in text leaves out what is empty within a fact", async () => {
  const run = await runFake(
    job,
    failing(
      new Failure("preflight/unsupported_version", {
        evidence: {
          required: { minimumVersion: "0.122.0", allowedVersions: [] },
          versions: ["", null, "0.123.0"],
          nothing: { list: [], text: "" },
        },
      }),
    ),
  );
  assertEquals(run.stderr.split("\n").slice(1, 4), [
    "  Required: minimumVersion 0.122.0",
    "  Versions: 0.123.0",
    `  Next step: ${catalogue["preflight/unsupported_version"].remedy}`,
  ]);
});

Deno.test("a failure in text tells when to come back", async () => {
  const failure = new Failure("runtime/usage_limit", { retryAfter: "soon" });
  const run = await runFake(job, failing(failure));
  assertStringIncludes(run.stderr, "  Try again after: soon\n");
});

Deno.test("text from outside can't steer the terminal", async () => {
  const failure = new Failure("runtime/no_output", {
    message: "One\nCode: fake\x1b[2J",
    evidence: { reply: "a\x1b]0;title\x07b\u009bc\r\nd" },
  });
  const { stderr } = await runFake(job, failing(failure));
  // deno-lint-ignore no-control-regex -- they are what must not be there
  assertEquals(/[\x00-\x09\x0b-\x1f\x7f-\x9f]/.test(stderr), false);
  assertEquals(stderr.split("\n").length, 5);
});

Deno.test("what nobody expected is our bug, told without a stack", async () => {
  for (const thrown of [new TypeError("secret"), "text", undefined]) {
    const run = await runFake(job, failing(thrown));
    assertEquals(run.code, 1);
    assertStringIncludes(run.stderr, "runtime/internal_error");
    assertEquals(run.stderr.includes("    at "), false);
    assertEquals(run.stderr.includes("secret"), false);
  }
});

Deno.test("MODLY_CODEX_DEBUG=1 adds the stack, on stderr only", async () => {
  const run = await runFake([...job, "--json"], {
    ...failing(new TypeError("broken")),
    env: { MODLY_CODEX_DEBUG: "1" },
  });
  assertStringIncludes(run.stderr, "TypeError: broken\n    at ");
  assertEquals(JSON.parse(run.stdout).code, "runtime/internal_error");
});

Deno.test("a result that could not be written is no success", async () => {
  const stdoutProblem = new Error("disk full");
  const run = await runFake(["errors"], { stdoutProblem });
  assertEquals(run.code, 1);
  assertStringIncludes(run.stderr, "could not be written");
  assertStringIncludes(run.stderr, "  Reason: disk full\n");
});

Deno.test("an image whose path could not be written is told on stderr", async () => {
  const stdoutProblem = new Error("disk full");
  for (const words of [job, [...job, "--json"], ["demo"]]) {
    const run = await runFake(words, { stdoutProblem });
    assertEquals(run.code, 7);
    assertStringIncludes(run.stderr, `The image is kept at: ${receipt.path}\n`);
    assertStringIncludes(run.stderr, "  Reason: disk full\n");
    assertStringIncludes(run.stderr, "Code: output/stdout_failed\n");
  }
});

Deno.test("a failure whose document could not be written is told on stderr", async () => {
  const run = await runFake([...job, "--json"], {
    ...failing(new Failure("runtime/rejected")),
    stdoutProblem: new Error("disk full"),
  });
  assertEquals(run.code, catalogue["runtime/rejected"].exit);
  assertStringIncludes(run.stderr, "Code: runtime/rejected\n");
});

Deno.test("colour is only for terminals", async () => {
  const failure = failing(new Failure("runtime/rejected"));
  const piped = await runFake(job, failure);
  assertEquals(piped.stderr.includes("\x1b"), false);
  const shown = await runFake(job, { ...failure, terminal: true });
  assert(shown.stderr.startsWith("\x1b[31mError:\x1b[39m "));
});
