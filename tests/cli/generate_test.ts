import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { join } from "@std/path";
import { Failure } from "../../src/errors/failure.ts";
import { jobOf, runFake } from "./fake_context.ts";
import { HERE, plan, receipt } from "./samples.ts";

Deno.test("generate prints the path of the image and nothing else", async () => {
  const { code, stdout, stderr } = await runFake(["generate", "--prompt", "x"]);
  assertEquals({ code, stdout, stderr }, {
    code: 0,
    stdout: `${receipt.path}\n`,
    stderr: "",
  });
});

Deno.test("generate --json prints one document on one line", async () => {
  const run = await runFake(["generate", "--prompt", "x", "--json"]);
  assertEquals(run.code, 0);
  assertEquals(run.stdout.split("\n").length, 2);
  assertEquals(JSON.parse(run.stdout), {
    schemaVersion: 1,
    ok: true,
    ...receipt,
  });
});

Deno.test("generate passes every flag on in the request's own names", async () => {
  const { job } = await jobOf([
    "generate",
    ...["--prompt", "a bicycle", "--mode", "image-to-image"],
    ...["--image", "in.png", "--reference", "a.png", "--reference", "b.png"],
    ...["--size", "1024x1024", "--quality", "high"],
    ...["--background", "transparent", "--strength", "0.25"],
    ...["--output", "out.png"],
  ]);
  assertEquals(job, {
    request: {
      prompt: "a bicycle",
      mode: "image-to-image",
      image: { path: "in.png" },
      reference_images: [{ path: "a.png" }, { path: "b.png" }],
      size: "1024x1024",
      quality: "high",
      background: "transparent",
      strength: 0.25,
      output: "out.png",
    },
    workspace: HERE,
    overwrite: false,
  });
});

Deno.test("generate --overwrite allows replacing a file", async () => {
  const { job } = await jobOf(["generate", "--prompt", "x", "--overwrite"]);
  assertEquals(job.overwrite, true);
});

Deno.test("generate takes any text as a prompt, line breaks and dashes included", async () => {
  const prompts = ["two\nlines", "--neon", "-5 degrees", "", "a=b", "x\u2028y"];
  for (const prompt of prompts) {
    const { job } = await jobOf(["generate", `--prompt=${prompt}`]);
    assertEquals(job.request, { prompt });
  }
});

Deno.test("generate without a prompt leaves the refusal to the request's rules", async () => {
  const { job } = await jobOf(["generate"]);
  assertEquals(job.request, {});
});

Deno.test("generate --request reads the named file, - included", async () => {
  for (const source of ["request.json", "-"]) {
    const { job } = await jobOf(["generate", "--request", source], {
      files: { [source]: '{"text":"from the file","size":"auto"}' },
    });
    assertEquals(job.request, { text: "from the file", size: "auto" });
  }
});

Deno.test("generate lets flags win over the request's fields", async () => {
  const { job } = await jobOf(["generate", "--request", "r", "--prompt", "b"], {
    files: { r: '{"text":"a","quality":"low"}' },
  });
  assertEquals(job.request, { prompt: "b", quality: "low" });
});

Deno.test("generate takes the workspace from the flag, the variable, the folder", async () => {
  const absolute = join(HERE, "ws");
  const env = { MODLY_WORKSPACE_ROOT: join(HERE, "modly") };
  const words = ["generate", "--prompt", "x"];
  const cases = [
    [[...words, "--workspace", absolute], env, absolute],
    [[...words, "--workspace", "below"], env, "below"],
    [words, env, env.MODLY_WORKSPACE_ROOT],
    [words, { MODLY_WORKSPACE_ROOT: "" }, HERE],
    [words, {}, HERE],
  ] as const;
  for (const [words, env, workspace] of cases) {
    const { job } = await jobOf(words, { env });
    assertEquals(job.workspace, workspace);
  }
});

Deno.test("generate leaves a workspace as it was written", async () => {
  const written = `${HERE}//a/../ws/`;
  const { job } = await jobOf([
    ...["generate", "--prompt", "x", "--workspace", written],
  ]);
  assertEquals(job.workspace, written);
});

Deno.test("generate gives --policy and --timeout to the policy", async () => {
  const questions: unknown[] = [];
  await runFake(
    ["generate", "--prompt", "x", "--policy", "p.json", "--timeout", "90"],
    {
      services: {
        loadPolicy: (question) => {
          questions.push(question);
          throw new Failure("policy/unreadable");
        },
      },
    },
  );
  assertEquals(questions, [{
    file: "p.json",
    flags: [{ flag: "--timeout", sets: { limits: { jobSeconds: 90 } } }],
  }]);
});

Deno.test("generate refuses a broken policy before it reads the request", async () => {
  const run = await runFake(["generate", "--request", "-"], {
    files: { "-": "this is no JSON" },
    services: {
      loadPolicy: () => Promise.reject(new Failure("policy/invalid")),
    },
  });
  assertEquals(run.code, 3);
  assertStringIncludes(run.stderr, "policy/invalid");
});

Deno.test("generate hands on the policy, the signal and no program", async () => {
  const { signal } = new AbortController();
  const { context } = await jobOf(["generate", "--prompt", "x"], { signal });
  assertEquals(context.signal, signal);
  assertEquals(context.policy.policy.codex.minimumVersion, "0.122.0");
  assertEquals("program" in context, false);
});

Deno.test("generate tells warnings on stderr, in the document with --json", async () => {
  const services = {
    generate: () =>
      Promise.resolve({ ...receipt, warnings: ["Became a PNG", "And more"] }),
  };
  const text = await runFake(["generate", "--prompt", "x"], { services });
  assertEquals(text.stdout, `${receipt.path}\n`);
  assertEquals(text.stderr, "Warning: Became a PNG\nWarning: And more\n");
  const json = await runFake(["generate", "--prompt", "x", "--json"], {
    services,
  });
  assertEquals(JSON.parse(json.stdout).warnings, ["Became a PNG", "And more"]);
  assertEquals(json.stderr, "");
});

Deno.test("generate --dry-run plans and starts nothing", async () => {
  const words = ["generate", "--prompt", "x", "--dry-run"];
  const services = {
    generate: () => Promise.reject(new Error("started")),
  };
  const text = await runFake(words, { services });
  assertEquals(text.code, 0);
  for (
    const part of [
      "Nothing was started",
      plan.path,
      "Image 1: primary, in.png, png 2x3, 4 bytes",
      "Codex: not found",
      "Warning: Something to know",
      "  Make exactly one image.",
      "  Draw this:\n    a red bicycle\n",
    ]
  ) assertStringIncludes(text.stdout, part);
  const json = await runFake([...words, "--json"], { services });
  assertEquals(JSON.parse(json.stdout), {
    schemaVersion: 1,
    ok: true,
    dryRun: true,
    ...plan,
  });
});

Deno.test("generate tells Ctrl-C apart from a bug", async () => {
  const stop = new AbortController();
  const run = await runFake(["generate", "--prompt", "x", "--json"], {
    signal: stop.signal,
    services: {
      generate: () => {
        stop.abort();
        return Promise.reject(new DOMException("aborted", "AbortError"));
      },
    },
  });
  assertEquals(run.code, 130);
  assertEquals(JSON.parse(run.stdout).code, "runtime/cancelled");
  assert(run.stderr.includes("Stopping; press Ctrl-C again"));
});
