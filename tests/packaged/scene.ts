/** A small Modly, the unpacked model extension, and a genuine Codex. */
import { dirname, join } from "@std/path";
import type { Backend } from "../backend/backend.ts";
import { Gate } from "../backend/gate.ts";
import type { Login } from "../backend/home.ts";
import type { ModelRequest } from "../backend/model_request.ts";
import type { Ended } from "../host/events.ts";
import { python, withoutPython } from "../host/python.ts";
import { type HostFolders, PythonHost } from "../host/python_host.ts";
import { quiet } from "../host/quiet.ts";
import { assertShown } from "../host/shown.ts";
import { type Fixture, withGenuine } from "../support/fixture.ts";
import { assertDrawn, drawsUnlessHeld, Turns } from "./service.ts";
import { type Unpacked, unpackModel } from "./unpack.ts";

/** How a scene differs from a host that has imported the unpacked extension. */
export interface SceneOptions {
  /** The Codex version; default the newest tried. */
  readonly version?: string;
  readonly login?: Login;
  /** Who runs: generator.py in the backend (default), or the binary itself. */
  readonly mode?: "direct" | "subprocess";
  /** What unpacks; Python's zip module drops modes. Default `tar`. */
  readonly by?: "tar" | "zipfile";
}

/** What a test of a packaged extension has. */
export interface Scene {
  readonly fixture: Fixture;
  readonly backend: Backend;
  readonly host: PythonHost;
  readonly extension: Unpacked;
  readonly turns: Turns;
  /** What held pictures wait for. */
  readonly gate: Gate;
  /**
   * Fails unless the job's preview is exactly what was drawn for `words`;
   * gives what the model was asked.
   */
  shows(ended: Ended, words: string): Promise<ModelRequest>;
  /** Waits until of all processes only the host is left. */
  quiet(): Promise<void>;
  /** Makes what is in the temporary folder a minute old: the next start sweeps it. */
  age(): Promise<void>;
}

/** A test that needs Python; it ends with no process and no temporary file left. */
export function packagedTest(
  name: string,
  options: SceneOptions,
  body: (scene: Scene) => Promise<void>,
): void {
  Deno.test({
    name: name + withoutPython,
    ignore: python === undefined || Deno.build.os === "windows",
    fn: async () => {
      const gate = new Gate();
      const version = options.version ?? "0.169.0";
      await using genuine = await withGenuine({
        version,
        script: drawsUnlessHeld(gate),
        ...(options.login === undefined ? {} : { login: options.login }),
      });
      const { fixture, backend } = genuine;
      const folders = hostFolders(fixture);
      await Deno.mkdir(folders.extensions);
      const extension = await unpackModel(folders.extensions, options.by);
      if (options.mode === "subprocess") await putAtVenv(extension);
      {
        await using host = new PythonHost(folders, fixture.env, {});
        await body({
          ...{ fixture, backend, host, extension, gate },
          turns: new Turns(backend, version),
          shows: async (ended, words) => {
            const url = await assertShown(ended, folders.workspace);
            const shown = url.slice("/workspace/".length);
            return assertDrawn(backend, join(folders.workspace, shown), words);
          },
          quiet: () => quiet(fixture, "host.py"),
          age: () => age(fixture.temporary),
        });
      }
      await fixture.assertNothingLeft();
    },
  });
}

function hostFolders(fixture: Fixture): HostFolders {
  return {
    extensions: join(fixture.root, "extensions"),
    models: join(fixture.root, "models"),
    workspace: fixture.workspace,
  };
}

/** The binary itself, where a host looks for a Python of the extension's own. */
async function putAtVenv({ folder, program }: Unpacked): Promise<void> {
  const place = join(folder, "venv", "bin", "python");
  await Deno.mkdir(dirname(place), { recursive: true });
  await Deno.link(program, place);
}

async function age(folder: string): Promise<void> {
  const then = new Date(Date.now() - 60_000);
  for await (const { name } of Deno.readDir(folder)) {
    await Deno.utime(join(folder, name), then, then);
  }
}
