/** The process extension, in a worker thread as Modly runs it. */
import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { join } from "@std/path";
import { png } from "../backend/pictures.ts";
import { fakeCodex, type FakeProgram } from "../fake_codex/launcher.ts";
import type { FakeScenario } from "../fake_codex/scenario.ts";
import { called } from "../hostile/waiting.ts";
import { Fixture } from "../support/fixture.ts";
import { askedTurns } from "./asked.ts";
import { programPlace, writeLauncher } from "./launcher.ts";
import { ProcessHost } from "./process_host.ts";
import { quiet } from "./quiet.ts";
import { drawsLater, loggedOut } from "./scenarios.ts";

/** Where the program stands: in the extension, or in the model's beside it. */
const own = "process";
const sibling = "modly-codex-image-extension";

interface Parts {
  readonly host: ProcessHost;
  readonly fixture: Fixture;
  readonly codex: FakeProgram;
  /** The program's path. */
  readonly program: string;
}

function processTest(
  name: string,
  options: { scenario?: (gate: string) => FakeScenario; place?: string },
  body: (parts: Parts) => Promise<void>,
): void {
  Deno.test({
    name,
    ignore: Deno.build.os === "windows",
    fn: async () => {
      await using fixture = await Fixture.make();
      const fake = join(fixture.root, "fake");
      const extension = join(fixture.root, own);
      for (const folder of [fake, extension]) await Deno.mkdir(folder);
      for (const name of ["manifest.json", "processor.js"]) {
        const from = new URL(
          `../../extensions/process/${name}`,
          import.meta.url,
        );
        await Deno.copyFile(from, join(extension, name));
      }
      const place = options.place ?? own;
      const program = join(fixture.root, place, programPlace);
      await writeLauncher(program);
      const gate = join(fixture.root, "gate");
      const codex = await fakeCodex(fake, options.scenario?.(gate));
      fixture.env["CODEX_BIN"] = codex.path;
      {
        await using host = new ProcessHost(
          extension,
          fixture.workspace,
          fixture.env,
        );
        await body({ host, fixture, codex, program });
      }
      await fixture.assertNothingLeft();
    },
  });
}

async function imageIn(fixture: Fixture): Promise<string> {
  const path = join(fixture.workspace, "day.png");
  await Deno.writeFile(path, png());
  return path;
}

processTest(
  "A process node makes an image of a text, and tells its steps",
  {},
  async ({ host, fixture, codex }) => {
    const input = { text: "a cät", nodeId: "text-to-image" };
    const events = await host.run(input);
    const last = events.at(-1);
    assert(last?.type === "done", JSON.stringify(last));
    assert(last.result.filePath.startsWith(`${fixture.workspace}/`));
    assert((await Deno.stat(last.result.filePath)).size > 0);
    assert(!last.result.filePath.startsWith(`${fixture.workspace}/tmp/`));
    assert(events.some(({ type }) => type === "progress"));
    assertStringIncludes((await askedTurns(codex))[0]?.words ?? "", "a cät");
  },
);

processTest(
  "A process node takes an image and text in every form that hosts send",
  {},
  async ({ host, fixture, codex }) => {
    const filePath = await imageIn(fixture);
    const nodeId = "image-to-image";
    const forms: Record<string, [unknown, unknown]> = {
      "upstream": [{ filePath, text: "make it night", nodeId }, {}],
      "a prompt as parameter": [{ filePath, nodeId }, {
        prompt: "make it night",
      }],
      "later upstream": [{
        filePath,
        text: "make it night",
        texts: [null, "make it night"],
        nodeId,
      }, {}],
      "named ports": [{
        inputs: {
          image: { type: "image", filePath, sourceNodeId: "1" },
          text: { type: "text", text: "make it night", sourceNodeId: "2" },
        },
        nodeId,
      }, {}],
    };
    for (const [name, [input, params]] of Object.entries(forms)) {
      const last = (await host.run(input, params)).at(-1);
      assertEquals(last?.type, "done", `${name}: ${JSON.stringify(last)}`);
    }
    for (const { words, images } of await askedTurns(codex)) {
      assertStringIncludes(words, "make it night");
      assertEquals(images, 1);
    }
  },
);

processTest(
  "The process extension uses the model extension's program, exec bit or not",
  { place: sibling },
  async ({ host, program }) => {
    await Deno.chmod(program, 0o644);
    const input = { text: "a cat", nodeId: "text-to-image" };
    assertEquals((await host.run(input)).at(-1)?.type, "done");
  },
);

processTest("A process node fails in one sentence with a code", {
  scenario: loggedOut,
}, async ({ host, program }) => {
  const input = { text: "a cat", nodeId: "text-to-image" };
  const fails = async (code: string) => {
    const last = (await host.run(input)).at(-1);
    assert(last?.type === "error", JSON.stringify(last));
    assert(last.message.startsWith("Error: "), last.message);
    assert(last.message.endsWith(` (${code})`), last.message);
  };
  await fails("preflight/not_authenticated");
  await Deno.writeTextFile(program, "#!/bin/sh\nexit 3\n");
  await fails("setup/binary_unusable");
  await Deno.writeTextFile(
    program,
    `#!/bin/sh\necho '{"type":"progress","percent":1,"label":"x"}'\nexit 3\n`,
  );
  await fails("runtime/outcome_unknown");
  await Deno.writeTextFile(program, "#!/nowhere/interpreter\n");
  await fails("setup/binary_unusable");
  await Deno.remove(program);
  await fails("setup/binary_missing");
});

processTest("When Modly ends the worker, the program and Codex end too", {
  scenario: drawsLater,
}, async ({ host, codex, fixture }) => {
  await host.start({ text: "a cat", nodeId: "text-to-image" });
  await called(codex, "turn/start");
  await host.terminate();
  await quiet(fixture, "process_host.cjs");
  assertEquals(await fixture.published(), []);
});

Deno.test("processor.js is one short CommonJS file", async () => {
  const file = new URL(
    "../../extensions/process/processor.js",
    import.meta.url,
  );
  const text = await Deno.readTextFile(file);
  assert(text.split("\n").length <= 80);
  assert(text.includes("module.exports ="));
  const needed = [...text.matchAll(/require\("([^"]+)"\)/g)].map(([, name]) =>
    name ?? ""
  );
  assertEquals(needed.filter((name) => !name.startsWith("node:")), []);
});
