import { join } from "@std/path";
import { type Answer, AssetServer } from "./asset_server.ts";
import { assetName, assetsOf } from "./host_release.ts";
import { assertOneLine, type Ended, start, type Started } from "./run.ts";
import { findTool, makeToolbox, usualTools } from "./toolbox.ts";

/** The clients for HTTP that this computer has, of those install.sh can use. */
export const clients = ["curl", "wget"].filter((name) => findTool(name));

/** The programs for SHA-256 that this computer has, likewise. */
export const hashers = ["sha256sum", "shasum"].filter((name) => findTool(name));

/** A program that starts. */
export const program = new TextEncoder().encode(
  `#!/bin/sh\necho a version\n# ${"x".repeat(2000)}\n`,
);

const source = new URL("../../install.sh", import.meta.url);

/** A home, a PATH, and a server that has a release. */
export class ShellInstall implements AsyncDisposable {
  readonly server = new AssetServer();
  /** Everything of this test is below here. */
  readonly root: string;
  /** The folder of programs that PATH names. */
  readonly tools: string;
  /** Where the command goes unless it is told otherwise. */
  readonly bin: string;
  /** The copy of install.sh that is run. */
  readonly script: string;

  private constructor(root: string) {
    this.root = root;
    this.tools = join(root, "tools");
    this.bin = join(root, "my höme", ".local", "bin");
    this.script = join(root, "install.sh");
  }

  /** Sets the scene with this client and this program for SHA-256. */
  static async make(
    client = clients[0] ?? "curl",
    hasher = hashers[0] ?? "sha256sum",
  ): Promise<ShellInstall> {
    const scene = new ShellInstall(
      await Deno.makeTempDir({ prefix: "modly-install-" }),
    );
    await Deno.mkdir(join(scene.root, "my höme"));
    await makeToolbox(scene.tools, [...usualTools, client, hasher]);
    await Deno.copyFile(source, scene.script);
    scene.serve("/releases/latest/download", program);
    return scene;
  }

  /** Where the releases are. */
  get releases(): string {
    return `${this.server.origin}/releases`;
  }

  /** Serves a release with this program in a folder, and `other` for its asset. */
  serve(folder: string, bytes: Uint8Array, other?: Answer): void {
    const assets = Object.entries(assetsOf(bytes, this.server.origin + folder));
    this.server.answers = {
      ...this.server.answers,
      ...Object.fromEntries(
        assets.map(([name, body]) => [`${folder}/${name}`, { body }]),
      ),
      ...(other ? { [`${folder}/${assetName}`]: other } : {}),
    };
  }

  /** Has the script wait so many seconds for a byte, where it waits longer. */
  async shorten(seconds: number): Promise<void> {
    const text = await Deno.readTextFile(this.script);
    await Deno.writeTextFile(
      this.script,
      text.replace(/^STALL_SECONDS=\d+$/m, `STALL_SECONDS=${seconds}`),
    );
  }

  /** Starts the script; without arguments it is told where the releases are. */
  start(args: readonly string[] = ["--from", this.releases]): Started {
    return start("/bin/sh", {
      args: [this.script, ...args],
      cwd: this.root,
      env: { PATH: this.tools, HOME: join(this.root, "my höme") },
    });
  }

  /** Runs the script to its end. */
  run(args?: readonly string[]): Promise<Ended> {
    return this.start(args).ended;
  }

  /** The names in the command's folder, sorted; none when there is no folder. */
  async installed(folder = this.bin): Promise<string[]> {
    try {
      const entries = await Array.fromAsync(Deno.readDir(folder));
      return entries.map(({ name }) => name).sort();
    } catch (error) {
      if (error instanceof Deno.errors.NotFound) return [];
      throw error;
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.server[Symbol.asyncDispose]();
    await Deno.remove(this.root, { recursive: true });
  }
}

/** Fails unless the script failed with one line that matches `says`. */
export function assertRefused(ended: Ended, says: RegExp): void {
  assertOneLine(ended, "Not installed: ", says);
}
