/** What a user is told when the extension's program is missing or does not run. */
import { assertEquals, assertStringIncludes } from "@std/assert";
import { join } from "@std/path";
import { programPlace, writeLauncher } from "./launcher.ts";
import { hostTest, type Scene, TEXT } from "./scene.ts";
import { assertRefused, assertShown } from "./shown.ts";

const job = { job: "a", model: TEXT, params: { prompt: "a cat" } };

/** Puts a shell script where the program should be. */
async function putProgram({ extension }: Scene, script: string): Promise<void> {
  const text = `#!/bin/sh\n${script}\n`;
  await Deno.writeTextFile(join(extension, programPlace), text);
}

const ready = `echo '{"type":"ready","params_schema":[]}'`;
const loaded = `echo '{"type":"loaded"}'`;

hostTest(
  "A missing program is named, with what to do; listing goes on",
  {},
  async ({ host, extension }) => {
    await Deno.remove(join(extension, "bin"), { recursive: true });
    const { models, errors } = await host.discover();
    assertEquals([Object.keys(models).length, errors], [2, {}]);
    const sentence = assertRefused(
      await host.generate(job),
      "setup/binary_missing",
    );
    assertStringIncludes(sentence, programPlace);
    assertStringIncludes(sentence, "Repair");
    const { statuses } = await host.readiness([TEXT]);
    assertEquals(statuses[TEXT]?.machine_code, "setup/binary_missing");
    assertEquals(statuses[TEXT]?.label_hint, "Checking failed");
  },
);

hostTest(
  "A program that lost its exec bit gets it back",
  {},
  async ({ host, extension, folders }) => {
    const program = join(extension, programPlace);
    await Deno.chmod(program, 0o644);
    await host.discover();
    await assertShown(await host.generate(job), folders.workspace);
    assertEquals(((await Deno.stat(program)).mode ?? 0) & 0o777, 0o755);
  },
);

const broken: Record<string, [script: string, says: string, code: string]> = {
  "that is no program": ["\x7fELF", "", "setup/binary_unusable"],
  "that says why it cannot run": [
    "exec >&-; sleep 0.3; echo 'GLIBC_2.27 not found' >&2; exit 1",
    "GLIBC_2.27 not found",
    "setup/binary_unusable",
  ],
  "that ends before it is asked": [
    `${ready}; exit 3`,
    "",
    "setup/binary_unusable",
  ],
  "that ends in the job": [
    `${ready}; read load; ${loaded}; read job; exit 3`,
    "charge",
    "runtime/outcome_unknown",
  ],
};
for (const [name, [script, says, code]] of Object.entries(broken)) {
  hostTest(
    `A program ${name} ends the job in one sentence`,
    {},
    async (scene) => {
      await putProgram(scene, script);
      await scene.host.discover();
      assertStringIncludes(
        assertRefused(await scene.host.generate(job), code),
        says,
      );
    },
  );
}

hostTest("What else a program writes disturbs nothing", {}, async (scene) => {
  const { host, folders, extension } = scene;
  await writeLauncher(join(extension, "real"));
  await putProgram(
    scene,
    `head -c 3000000 /dev/zero | tr '\\0' x >&2\n` +
      `echo junk; echo '{"half":'; echo 5; echo '[]'; echo null\nexec ${
        join(extension, "real")
      } "$@"`,
  );
  await host.discover();
  await assertShown(await host.generate(job), folders.workspace);
});

hostTest(
  "A program is asked to cancel, then loses its input",
  {},
  async (scene) => {
    const { host, extension } = scene;
    const told = join(extension, "told");
    await putProgram(
      scene,
      `${ready}; ${loaded}; echo '{"type":"progress","pct":1,"step":"x"}'\n` +
        `cat > ${told}; echo 'end of input' >> ${told}`,
    );
    await host.discover();
    await host.start(job);
    await host.begun("a");
    await host.cancel("a");
    assertEquals((await host.ended("a")).status, "cancelled");
    const lines = (await Deno.readTextFile(told)).trimEnd().split("\n");
    assertEquals(lines.slice(0, -1).map((line) => JSON.parse(line).action), [
      "load",
      "generate",
      "cancel",
    ]);
    assertEquals(lines.at(-1), "end of input");
  },
);

hostTest(
  "A program that does not listen is killed, with all of its group",
  {},
  async (scene) => {
    const { host } = scene;
    await putProgram(
      scene,
      `${ready}; ${loaded}; trap '' TERM HUP\n` +
        `echo '{"type":"progress","pct":1,"step":"Deaf"}'\nsleep 600 & sleep 600`,
    );
    await host.discover();
    await host.start(job);
    await host.begun("a");
    await host.cancel("a");
    const ended = await host.ended("a");
    assertEquals(ended.status, "cancelled");
    await scene.quiet();
  },
);

hostTest(
  "Cancelling works while a large image is still on its way",
  {},
  async (scene) => {
    const { host } = scene;
    await putProgram(
      scene,
      `${ready}; ${loaded}\necho '{"type":"progress","pct":1,"step":"Deaf"}'\nexec sleep 600`,
    );
    await host.discover();
    await host.start({ ...job, image: new Uint8Array(4_000_000) });
    await host.begun("a");
    await host.cancel("a");
    assertEquals((await host.ended("a")).status, "cancelled");
  },
);
