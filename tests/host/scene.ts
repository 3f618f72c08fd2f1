/** A small Modly with the extension in it, a fake Codex, and folders of its own. */
import { join } from "@std/path";
import type { FakeScenario } from "../fake_codex/scenario.ts";
import { fakeCodex, type FakeProgram } from "../fake_codex/launcher.ts";
import { Fixture } from "../support/fixture.ts";
import { programPlace, writeLauncher } from "./launcher.ts";
import { type HostFolders, PythonHost } from "./python_host.ts";
import { python, withoutPython } from "./python.ts";
import { quiet } from "./quiet.ts";

/** The extension's two models. */
export const TEXT = "modly-codex-image-extension/text-to-image";
export const IMAGE = "modly-codex-image-extension/image-to-image";

/** How a scene differs from a host that has imported the extension. */
export interface SceneOptions {
  /** What Codex does; `gate` is a file that it can wait for. */
  readonly scenario?: (gate: string) => FakeScenario;
  /** Who runs: generator.py in the backend (default), or the program itself. */
  readonly mode?: "direct" | "subprocess";
  /** Added to the environment of runners. */
  readonly runnerEnv?: Readonly<Record<string, string>>;
  /** The workspace's name below the scene's folder. */
  readonly workspace?: string;
}

/** What a test of a host has. */
export interface Scene extends AsyncDisposable {
  readonly fixture: Fixture;
  readonly codex: FakeProgram;
  readonly host: PythonHost;
  readonly folders: HostFolders;
  /** The extension's folder. */
  readonly extension: string;
  /** The file that Codex may wait for. */
  readonly gate: string;
  /** Waits until of all processes only the host is left. */
  quiet(): Promise<void>;
  /** Makes what is in the temporary folder a minute old: the next start sweeps it. */
  age(): Promise<void>;
  /** Ends the host; fails when a process or a temporary file is left. */
  close(): Promise<void>;
}

/** A test that needs Python; it ends with nothing left. */
export function hostTest(
  name: string,
  options: SceneOptions,
  body: (scene: Scene) => Promise<void>,
): void {
  Deno.test({
    name: name + withoutPython,
    ignore: python === undefined || Deno.build.os === "windows",
    fn: async () => {
      await using scene = await makeScene(options);
      await body(scene);
      await scene.close();
    },
  });
}

async function makeScene(options: SceneOptions): Promise<Scene> {
  const fixture = await Fixture.make();
  const gate = join(fixture.root, "gate");
  const fake = join(fixture.root, "fake");
  await Deno.mkdir(fake);
  const codex = await fakeCodex(fake, options.scenario?.(gate));
  fixture.env["CODEX_BIN"] = codex.path;
  const folders = {
    extensions: join(fixture.root, "extensions"),
    models: join(fixture.root, "models"),
    workspace: join(fixture.root, options.workspace ?? "workspace"),
  };
  const extension = join(folders.extensions, "modly-codex-image-extension");
  await fillExtension(extension, options.mode ?? "direct");
  await Deno.mkdir(folders.workspace, { recursive: true });
  const host = new PythonHost(folders, fixture.env, options.runnerEnv ?? {});
  let open = true;
  const end = async () => {
    if (open) await host[Symbol.asyncDispose]();
    open = false;
  };
  return {
    fixture,
    codex,
    host,
    folders,
    extension,
    gate,
    quiet: () => quiet(fixture, "host.py"),
    age: async () => {
      const then = new Date(Date.now() - 60_000);
      for await (const { name } of Deno.readDir(fixture.temporary)) {
        await Deno.utime(join(fixture.temporary, name), then, then);
      }
    },
    close: async () => {
      await end();
      await fixture.assertNothingLeft();
    },
    [Symbol.asyncDispose]: async () => {
      await end();
      await fixture[Symbol.asyncDispose]();
    },
  };
}

async function fillExtension(
  folder: string,
  mode: "direct" | "subprocess",
): Promise<void> {
  await Deno.mkdir(folder, { recursive: true });
  for (const name of ["manifest.json", "generator.py"]) {
    await Deno.copyFile(
      new URL(`../../${name}`, import.meta.url),
      join(folder, name),
    );
  }
  await writeLauncher(join(folder, programPlace));
  if (mode === "subprocess") {
    await writeLauncher(join(folder, "venv/bin/python"), "serve");
  }
}
