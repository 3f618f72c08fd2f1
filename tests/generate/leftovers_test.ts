import { assertEquals } from "@std/assert";
import { fileURLToPath } from "node:url";
import { join } from "@std/path";

/** Runs `program` with a temporary folder of its own; gives what is left in it. */
async function leftBy(program: string): Promise<readonly string[]> {
  const folder = await Deno.makeTempDir();
  try {
    const temporary = join(folder, "temporary");
    await Deno.mkdir(temporary);
    await Deno.writeTextFile(join(folder, "program.ts"), program);
    const { code, stderr } = await new Deno.Command(Deno.execPath(), {
      args: [
        ...["run", "--quiet", "--allow-all", "--config"],
        fileURLToPath(new URL("../../deno.json", import.meta.url)),
        join(folder, "program.ts"),
        folder,
      ],
      env: { TMPDIR: temporary, TEMP: temporary, TMP: temporary },
    }).output();
    assertEquals(code, 0, new TextDecoder().decode(stderr));
    return Array.from(Deno.readDirSync(temporary), ({ name }) => name);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

const source = (path: string) =>
  JSON.stringify(new URL(`../../src/${path}`, import.meta.url).href);

const context = `{
  policy: { policy: builtInPolicy(), settings: [] },
  progress: () => {},
  signal: new AbortController().signal,
  program: { path: Deno.execPath(), args: [] },
}`;
const job = `{
  request: { prompt: "a fox" },
  workspace: Deno.args[0],
  overwrite: false,
}`;

Deno.test("planJob() leaves no temporary folder, although the program exits at once", async () => {
  const left = await leftBy(`
    import { planJob } from ${source("generate/plan.ts")};
    import { builtInPolicy } from ${source("policy/built_in.ts")};
    await planJob(${job}, ${context});
    Deno.exit(0);`);
  assertEquals(left, []);
});

Deno.test("generate() leaves no temporary folder when it fails and the program exits at once", async () => {
  const left = await leftBy(`
    import { generate } from ${source("generate/generate.ts")};
    import { builtInPolicy } from ${source("policy/built_in.ts")};
    const context = ${context};
    context.program.args = ["eval", "Deno.exit(1)"];
    await generate(${job}, context).catch(() => {});
    Deno.exit(0);`);
  assertEquals(left, []);
});
