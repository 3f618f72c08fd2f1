/** What of the unpacked folder is there, is missing, or has to be put right. */
import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { basename, dirname, join } from "@std/path";
import * as z from "zod";
import { python } from "../host/python.ts";
import { IMAGE, TEXT } from "../host/scene.ts";
import { assertRefused } from "../host/shown.ts";
import type { Fixture } from "../support/fixture.ts";
import { packagedTest } from "./scene.ts";
import { type Unpacked, unpackProcess } from "./unpack.ts";

const job = { job: "a", model: TEXT, params: { prompt: "a cat" } };

/** What the product promises, and as much again for a busy computer, in seconds. */
const ANSWER_S = 4;

const smokeReport = z.object({
  ok: z.boolean(),
  checks: z.array(z.object({ id: z.string(), status: z.string() })),
});

async function smoke(
  fixture: Fixture,
  { folder, program }: Unpacked,
): Promise<Record<string, string>> {
  const run = await fixture.run(["smoke", "--json", "--extension", folder], {
    program,
  });
  const { ok, checks } = smokeReport.parse(run.json());
  assertEquals([ok, run.code], [true, 0], run.stdout);
  return Object.fromEntries(checks.map(({ id, status }) => [id, status]));
}

async function mode(path: string): Promise<number> {
  return ((await Deno.stat(path)).mode ?? 0) & 0o777;
}

packagedTest(
  "Without its program the extension is listed and says what to do",
  {},
  async ({ host, extension }) => {
    await Deno.remove(extension.program);
    const { models, errors } = await host.discover();
    assertEquals([Object.keys(models), errors], [[TEXT, IMAGE], {}]);
    const sentence = assertRefused(
      await host.generate(job),
      "setup/binary_missing",
    );
    assertStringIncludes(sentence, basename(extension.program));
    assertStringIncludes(sentence, "install the extension again");
    const { statuses } = await host.readiness([TEXT]);
    assertEquals(statuses[TEXT]?.machine_code, "setup/binary_missing");
  },
);

packagedTest(
  "Unpacked by a host that drops modes, the program is made to run",
  {
    by: "zipfile",
  },
  async ({ host, extension, shows }) => {
    assertEquals(await mode(extension.program) & 0o111, 0);
    await host.discover();
    await shows(await host.generate(job), "a cat");
    assertEquals(await mode(extension.program), 0o755);
  },
);

packagedTest(
  "Setup leaves a whole program alone, and smoke finds both extensions well",
  { by: "zipfile" },
  async ({ fixture, extension }) => {
    const before = await Deno.stat(extension.program);
    const asked = JSON.stringify({
      python_exe: python,
      ext_dir: extension.folder,
      gpu_sm: 0,
      cuda_version: 0,
    });
    for (const args of [[asked], []]) {
      await Deno.chmod(extension.program, 0o644);
      const { code, stderr } = await new Deno.Command(python ?? "python3", {
        args: ["-B", join(extension.folder, "setup.py"), ...args],
        cwd: fixture.root,
        env: fixture.env,
        clearEnv: true,
      }).output();
      assertEquals([code, new TextDecoder().decode(stderr)], [0, ""]);
      const { ino, size } = await Deno.stat(extension.program);
      assertEquals([ino, size], [before.ino, before.size]);
      assertEquals(await mode(extension.program), 0o755);
    }
    const all = {
      ...{ manifest: "ok", loader: "ok", contents: "ok", program: "ok" },
      ...{ version: "ok", protocol: "ok", readiness: "ok" },
    };
    assertEquals(await smoke(fixture, extension), all);
    const process = await unpackProcess(dirname(extension.folder));
    assertEquals(await smoke(fixture, process), all);
  },
);

packagedTest("Both nodes are ready when Codex is", {}, async ({ host }) => {
  await host.discover();
  const { statuses, seconds } = await host.readiness([TEXT, IMAGE]);
  assertEquals(statuses[TEXT]?.ok, true);
  assertEquals(statuses[TEXT]?.label_hint, "Ready");
  assertEquals(statuses[IMAGE], statuses[TEXT]);
  assert(seconds < ANSWER_S, `${seconds}`);
});

packagedTest("Nobody has logged in: readiness and jobs say so", {
  login: { kind: "none" },
}, async ({ host, backend, fixture }) => {
  await host.discover();
  const { statuses, seconds } = await host.readiness([TEXT]);
  assertEquals(statuses[TEXT]?.ok, false);
  assertEquals(statuses[TEXT]?.label_hint, "Login");
  assertEquals(statuses[TEXT]?.machine_code, "preflight/not_authenticated");
  assert(seconds < ANSWER_S, `${seconds}`);
  const sentence = assertRefused(
    await host.generate(job),
    "preflight/not_authenticated",
  );
  assertStringIncludes(sentence, "codex login");
  assert(!sentence.includes(fixture.root), sentence);
  assertEquals(backend.requests.count("model"), 0);
});
