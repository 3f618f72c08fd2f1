/** Proves what comes of a folder of Codex's own that is missing, odd or may not be written to. */
import { assertStringIncludes } from "@std/assert";
import { join } from "@std/path";
import { failure } from "../hostile/documents.ts";
import { denoFolder } from "../support/deno_folder.ts";
import { withGenuine } from "../support/fixture.ts";
import { fromSource } from "../support/product.ts";
import { declareSetups, type Refused } from "./setups.ts";
import { handshakes } from "../support/pace.ts";

const noFolder: Refused = {
  code: "preflight/start_failed",
  says: /CODEX_HOME does not name a folder/,
  next: /Make the folder that CODEX_HOME names, or unset CODEX_HOME/,
};
const loggedOut: Refused = {
  code: "preflight/not_authenticated",
  next: /codex login/,
};
/** Reading it takes until somebody writes, so that Codex hangs. */
const hangs: Refused = {
  code: "preflight/handshake_timeout",
  next: /codex --version/,
};

async function pipeAt(path: string): Promise<void> {
  await Deno.remove(path);
  await new Deno.Command("mkfifo", { args: [path] }).output();
}

declareSetups("CODEX_HOME is", [
  {
    name: "missing",
    prepare: async ({ fixture }) => {
      await Deno.remove(fixture.codexHome, { recursive: true });
    },
    ends: noFolder,
  },
  {
    name: "a file",
    prepare: async ({ fixture }) => {
      await Deno.remove(fixture.codexHome, { recursive: true });
      await Deno.writeTextFile(fixture.codexHome, "");
    },
    ends: noFolder,
  },
  {
    name: "below a file",
    prepare: async ({ fixture }) => {
      const file = join(fixture.root, "file");
      await Deno.writeTextFile(file, "");
      return { CODEX_HOME: join(file, "home") };
    },
    ends: noFolder,
  },
  {
    name: "relative to the folder that the job is started in",
    prepare: () => Promise.resolve({ CODEX_HOME: join("..", "codex-home") }),
    ends: "published",
  },
  {
    name: "empty, which is as if it were not set",
    prepare: () => Promise.resolve({ CODEX_HOME: "" }),
    ends: loggedOut,
  },
  {
    name: "a link",
    unixOnly: true,
    prepare: async ({ fixture }) => {
      const link = join(fixture.root, "link");
      await Deno.symlink(fixture.codexHome, link);
      return { CODEX_HOME: link };
    },
    ends: "published",
  },
  {
    name: "a link to nothing",
    unixOnly: true,
    prepare: async ({ fixture }) => {
      const link = join(fixture.root, "link");
      await Deno.symlink(join(fixture.root, "nothing"), link);
      return { CODEX_HOME: link };
    },
    ends: noFolder,
  },
]);

declareSetups("In CODEX_HOME", [
  {
    name: "auth.json is no JSON",
    prepare: ({ fixture }) =>
      Deno.writeTextFile(join(fixture.codexHome, "auth.json"), "{"),
    ends: loggedOut,
  },
  {
    name: "auth.json is a folder",
    prepare: async ({ fixture }) => {
      await Deno.remove(join(fixture.codexHome, "auth.json"));
      await Deno.mkdir(join(fixture.codexHome, "auth.json"));
    },
    ends: loggedOut,
  },
  {
    name: "auth.json is a pipe",
    unixOnly: true,
    limits: { handshakeSeconds: handshakes(4) / 1_000 },
    prepare: ({ fixture }) => pipeAt(join(fixture.codexHome, "auth.json")),
    ends: hangs,
  },
  {
    name: "config.toml is a pipe",
    unixOnly: true,
    limits: { handshakeSeconds: handshakes(4) / 1_000 },
    prepare: ({ fixture }) => pipeAt(join(fixture.codexHome, "config.toml")),
    ends: (version) =>
      version === "0.122.0" ? hangs : {
        code: "preflight/start_failed",
        says: /is not a file/,
        next: /config\.toml/,
      },
  },
  {
    name: "AGENTS.md has 50 MB",
    prepare: ({ fixture }) =>
      Deno.writeTextFile(
        join(fixture.codexHome, "AGENTS.md"),
        "word ".repeat(10_000_000),
      ),
    ends: "published",
  },
  {
    name: "the folder for images is a file",
    prepare: ({ fixture }) =>
      Deno.writeTextFile(join(fixture.codexHome, "generated_images"), ""),
    ends: "published",
  },
  {
    name: "the folder for images is a link to another one",
    unixOnly: true,
    prepare: async ({ fixture }) => {
      const elsewhere = join(fixture.root, "elsewhere");
      await Deno.mkdir(elsewhere);
      await Deno.symlink(
        elsewhere,
        join(fixture.codexHome, "generated_images"),
      );
    },
    ends: "published",
  },
]);

/** Permission bits mean nothing to root, unless it gives that right away. */
const isRoot = Deno.uid() === 0;
const withoutRights = isRoot ? ["setpriv", "--bounding-set=-dac_override"] : [];

async function canRun(program: string): Promise<boolean> {
  try {
    await new Deno.Command(program, { args: ["--version"] }).output();
    return true;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}

for (const version of ["0.122.0", "0.169.0"] as const) {
  Deno.test({
    name: `${version}: CODEX_HOME may not be written to`,
    ignore: Deno.build.os === "windows" || isRoot && !await canRun("setpriv"),
    fn: async () => {
      await using scene = await withGenuine({ version, script: { acts: [] } });
      const { fixture } = scene;
      const program = join(fixture.root, "product");
      const command = [...withoutRights, ...productCommand()];
      await Deno.writeTextFile(
        program,
        `#!/bin/sh\nexec ${
          command.map((word) => `'${word}'`).join(" ")
        } "$@"\n`,
        { mode: 0o755 },
      );
      await Deno.chmod(fixture.codexHome, 0o555);
      const run = await fixture.run(
        ["generate", "--prompt", "a cat", "--json"],
        { program, env: { DENO_DIR: await denoFolder() } },
      );
      await Deno.chmod(fixture.codexHome, 0o755);
      const { message, remedy } = failure(run, "preflight/start_failed", 3);
      assertStringIncludes(message, "may not write to its own folder");
      assertStringIncludes(remedy, "Make the folder writable");
      await fixture.assertNothingLeft();
    },
  });
}

/** The product under test. */
function productCommand(): readonly string[] {
  const build = Deno.env.get("MODLY_TEST_PROGRAM");
  return build ? [build] : [Deno.execPath(), ...fromSource()];
}
