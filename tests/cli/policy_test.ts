import { assertEquals, assertStringIncludes } from "@std/assert";
import { Failure } from "../../src/errors/failure.ts";
import { explainedSettings, explainPolicy } from "../../src/policy/explain.ts";
import { policyFileSchema } from "../../src/policy/schema.ts";
import { runFake } from "./fake_context.ts";
import { loadedPolicy } from "./samples.ts";

const explaining = {
  explainedSettings: (...args: Parameters<typeof explainedSettings>) =>
    Promise.resolve(explainedSettings(...args)),
  explainPolicy: (...args: Parameters<typeof explainPolicy>) =>
    Promise.resolve(explainPolicy(...args)),
};

Deno.test("policy show prints what can be used as a policy file", async () => {
  const run = await runFake(["policy", "show"]);
  assertEquals(run.code, 0);
  const file = policyFileSchema.parse(JSON.parse(run.stdout));
  assertEquals(file.codex?.minimumVersion, "0.122.0");
});

Deno.test("policy show --json wraps the policy in a document", async () => {
  const run = await runFake(["policy", "show", "--json"]);
  assertEquals(JSON.parse(run.stdout), {
    schemaVersion: 1,
    ok: true,
    policy: loadedPolicy.policy,
  });
});

Deno.test("policy explain prints the story of each value", async () => {
  const run = await runFake(["policy", "explain"], { services: explaining });
  assertEquals(run.code, 0);
  assertStringIncludes(run.stdout, 'codex.minimumVersion = "0.122.0"\n');
  assertStringIncludes(run.stdout, "  set by the built-in policy\n");
});

Deno.test("policy explain KEY --json prints the settings that it names", async () => {
  const run = await runFake(["policy", "explain", "codex", "--json"], {
    services: explaining,
  });
  const { ok, settings } = JSON.parse(run.stdout);
  assertEquals([ok, settings.length], [true, 1]);
  assertEquals(settings[0].origin, { layer: "built-in", source: "built in" });
});

Deno.test("policy explain suggests the nearest key", async () => {
  const run = await runFake(["policy", "explain", "codex.minimumVersoin"], {
    services: explaining,
  });
  assertEquals(run.code, 2);
  assertStringIncludes(run.stderr, "did you mean codex.minimumVersion?");
});

Deno.test("policy show and explain use the file of --policy", async () => {
  for (const command of ["show", "explain"]) {
    const questions: unknown[] = [];
    await runFake(["policy", command, "--policy", "mine.json"], {
      services: {
        loadPolicy: (question) => {
          questions.push(question);
          return Promise.resolve(loadedPolicy);
        },
      },
    });
    assertEquals(questions, [{ file: "mine.json" }]);
  }
});

Deno.test("policy check says that a file is valid", async () => {
  const text = await runFake(["policy", "check", "mine.json"]);
  assertEquals([text.code, text.stdout], [0, "mine.json is valid\n"]);
  const json = await runFake(["policy", "check", "mine.json", "--json"]);
  assertEquals(JSON.parse(json.stdout), {
    schemaVersion: 1,
    ok: true,
    file: "mine.json",
  });
});

Deno.test("policy check exits with 3 for a file that isn't", async () => {
  const run = await runFake(["policy", "check", "mine.json"], {
    services: {
      checkPolicyFile: () =>
        Promise.reject(
          new Failure("policy/invalid", { message: "mine.json:3:5: odd" }),
        ),
    },
  });
  assertEquals([run.code, run.stdout], [3, ""]);
  assertStringIncludes(run.stderr, "Error: mine.json:3:5: odd");
});

Deno.test("policy schema prints the JSON Schema", async () => {
  const run = await runFake(["policy", "schema"]);
  assertEquals(JSON.parse(run.stdout), { type: "object" });
});
