import { join } from "@std/path";
import { fileURLToPath } from "node:url";
import { AssetServer } from "./asset_server.ts";
import { assetName, place, releaseJson } from "./host_release.ts";
import { python } from "./python.ts";
import { assertOneLine, type Ended, start, type Started } from "./run.ts";

const checkout = new URL("../../", import.meta.url);
const shortLimits = fileURLToPath(
  new URL("fixtures/short_limits.py", import.meta.url),
);

/** 200 kB that no two releases share: more than is read at once. */
export const program = new Uint8Array(200_000).map((_, at) => at * at % 251);

/** The path of the program's asset on the server. */
export const assetPath = `/${assetName}`;

/** How setup.py is started. */
export interface SetupOptions {
  /** What a host passes; default nothing. */
  readonly args?: readonly string[];
  /** Limits in seconds: without a byte, and for everything. */
  readonly limits?: readonly [stall: number, whole: number];
}

/** An extension folder without its program, and the server that has it. */
export class Extension implements AsyncDisposable {
  readonly server = new AssetServer();
  /** The folder; its name has a space and a letter beyond ASCII. */
  readonly folder: string;
  /** The program's path. */
  readonly program: string;
  /** The folder of `setup.py`. */
  readonly setup: string;
  readonly #root: string;

  private constructor(root: string) {
    this.#root = root;
    this.folder = join(root, "modly éxtension");
    this.program = join(this.folder, place);
    this.setup = join(this.folder, "setup.py");
  }

  /** Makes the folder, its `release.json` naming the server, which serves `program`. */
  static async make(): Promise<Extension> {
    const extension = new Extension(
      await Deno.makeTempDir({ prefix: "modly-setup-" }),
    );
    await Deno.mkdir(join(extension.folder, "policy"), { recursive: true });
    for (const name of ["setup.py", "policy/default.json"]) {
      await Deno.copyFile(
        new URL(name, checkout),
        join(extension.folder, name),
      );
    }
    await extension.state(releaseJson(program, extension.server.origin));
    extension.server.answers = { [assetPath]: { body: program } };
    return extension;
  }

  /** Writes this as `release.json`. */
  state(text: string): Promise<void> {
    return Deno.writeTextFile(join(this.folder, "release.json"), text);
  }

  /** Puts a file at the program's place, not executable. */
  async drop(bytes: Uint8Array): Promise<void> {
    await Deno.mkdir(join(this.program, ".."), { recursive: true });
    await Deno.writeFile(this.program, bytes, { mode: 0o600 });
  }

  /** Starts `python3 setup.py`. */
  start({ args = [], limits }: SetupOptions = {}): Started {
    const script = limits
      ? [shortLimits, this.setup, ...limits.map(String)]
      : [this.setup];
    return this.python(["-B", ...script, ...args]);
  }

  /** Starts Python as given, in a folder that is not the extension's. */
  python(args: readonly string[]): Started {
    return start(python ?? "python3", { args, cwd: this.#root });
  }

  /** Runs setup.py to its end. */
  run(options?: SetupOptions): Promise<Ended> {
    return this.start(options).ended;
  }

  /** The names in the program's folder, sorted; none when there is no folder. */
  async placed(): Promise<string[]> {
    try {
      const entries = await Array.fromAsync(
        Deno.readDir(join(this.program, "..")),
      );
      return entries.map(({ name }) => name).sort();
    } catch (error) {
      if (error instanceof Deno.errors.NotFound) return [];
      throw error;
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.server[Symbol.asyncDispose]();
    await Deno.remove(this.#root, { recursive: true });
  }
}

/** Fails unless setup failed with one line that matches `says`. */
export function assertFailed(ended: Ended, says: RegExp): void {
  assertOneLine(ended, "Setup failed: ", says);
}
