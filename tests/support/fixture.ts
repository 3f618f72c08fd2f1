/**
 * Everything one product test needs, made and cleared away: a workspace, a home,
 * a temporary folder of its own, a Codex, and, for a genuine one, the service.
 */
import { join } from "@std/path";
import { Backend, type Script } from "../backend/backend.ts";
import type { Login } from "../backend/home.ts";
import type { ServiceSettings } from "../backend/scenario.ts";
import { fakeCodex, type FakeProgram } from "../fake_codex/launcher.ts";
import type { FakeScenario } from "../fake_codex/scenario.ts";
import { genuineCodex } from "./codex_cache.ts";
import {
  type ProductOptions,
  type ProductResult,
  type RunningProduct,
  startProduct,
} from "./product.ts";
import {
  assertNoProcessLeft,
  assertNothingLeft,
  endAll,
  MARKER,
} from "./survivors.ts";

/** Plus, logged in with ChatGPT: what most tests want. */
const plus: Login = { kind: "chatgpt", plan: "plus" };

/** What a run may change of the fixture's own settings. */
export type RunOptions =
  & Partial<
    Pick<ProductOptions, "cwd" | "stdin" | "limit" | "program" | "entry">
  >
  & { readonly env?: Readonly<Record<string, string>> };

/** The folders of one test; everything else is built on them. */
export class Fixture implements AsyncDisposable {
  readonly #marker = crypto.randomUUID();
  readonly #running = new Set<Promise<unknown>>();
  /** Everything of this test is below here. */
  readonly root: string;
  /** The workspace that images are published in. */
  readonly workspace: string;
  /** `CODEX_HOME`. */
  readonly codexHome: string;
  /** `TMPDIR` of the product; empty again after a run. */
  readonly temporary: string;
  /** The environment of every run. */
  readonly env: Record<string, string>;

  private constructor(root: string) {
    this.root = root;
    this.workspace = join(root, "workspace");
    this.codexHome = join(root, "codex-home");
    this.temporary = join(root, "tmp");
    this.env = {
      HOME: join(root, "home"),
      USERPROFILE: join(root, "home"),
      TMPDIR: this.temporary,
      TMP: this.temporary,
      TEMP: this.temporary,
      CODEX_HOME: this.codexHome,
      PATH: Deno.env.get("PATH") ?? "",
      [MARKER]: this.#marker,
      ...systemRoot(),
    };
  }

  /** Makes the folders. */
  static async make(): Promise<Fixture> {
    const root = await Deno.realPath(
      await Deno.makeTempDir({ prefix: "modly-test-" }),
    );
    const fixture = new Fixture(root);
    for (const name of ["workspace", "codex-home", "tmp", "home"]) {
      await Deno.mkdir(join(root, name));
    }
    return fixture;
  }

  /** Starts the product with these arguments, in the workspace. */
  async start(
    args: readonly string[],
    options: RunOptions = {},
  ): Promise<RunningProduct> {
    const running = await startProduct({
      cwd: this.workspace,
      ...options,
      args,
      env: { ...this.env, ...options.env },
    });
    this.#running.add(Promise.allSettled([running.result]));
    return running;
  }

  /** Runs the product to its end. */
  async run(
    args: readonly string[],
    options: RunOptions = {},
  ): Promise<ProductResult> {
    return (await this.start(args, options)).result;
  }

  /** Fails when a process or a temporary file of this test is left. */
  assertNothingLeft(): Promise<void> {
    return assertNothingLeft(this.#marker, this.temporary);
  }

  /** Fails when a process of this test is left. */
  assertNoProcessLeft(): Promise<void> {
    return assertNoProcessLeft(this.#marker);
  }

  /** Names of the files below the workspace, with `/`, sorted. */
  async published(): Promise<string[]> {
    return (await Array.fromAsync(filesBelow(this.workspace, ""))).sort();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await endAll(this.#marker);
    await Promise.all(this.#running);
    await Deno.remove(this.root, { recursive: true });
  }
}

/** A fixture whose Codex is a scripted fake. */
export interface FakeFixture extends AsyncDisposable {
  readonly fixture: Fixture;
  readonly codex: FakeProgram;
}

/** Makes a fixture with a fake Codex that plays `scenario`. */
export async function withFake(scenario: FakeScenario): Promise<FakeFixture> {
  const fixture = await Fixture.make();
  const folder = join(fixture.root, "fake");
  await Deno.mkdir(folder);
  const codex = await fakeCodex(folder, scenario);
  fixture.env["CODEX_BIN"] = codex.path;
  return {
    fixture,
    codex,
    [Symbol.asyncDispose]: () => fixture[Symbol.asyncDispose](),
  };
}

/** A fixture whose Codex is genuine and whose service is the stand-in. */
export interface GenuineFixture extends AsyncDisposable {
  readonly fixture: Fixture;
  readonly backend: Backend;
}

/** How {@linkcode withGenuine} sets the scene. */
export interface GenuineOptions {
  /** The Codex version. */
  readonly version: string;
  readonly script: Script;
  readonly login?: Login;
  readonly settings?: ServiceSettings;
  /** Lines for the end of `config.toml`. */
  readonly config?: string;
  /** Start npm's script instead of the native program. */
  readonly wrapper?: boolean;
}

/** Makes a fixture with a genuine Codex and a stand-in service. */
export async function withGenuine(
  options: GenuineOptions,
): Promise<GenuineFixture> {
  const codex = await genuineCodex(options.version);
  const fixture = await Fixture.make();
  const backend = Backend.start(options.script, options.settings);
  Object.assign(
    fixture.env,
    await backend.home(
      fixture.codexHome,
      options.login ?? plus,
      options.config === undefined ? {} : { config: options.config },
    ),
    { CODEX_BIN: options.wrapper ? codex.wrapper : codex.native },
  );
  return {
    fixture,
    backend,
    [Symbol.asyncDispose]: async () => {
      await fixture[Symbol.asyncDispose]();
      await backend[Symbol.asyncDispose]();
    },
  };
}

/** Windows programs do not start without it. */
function systemRoot(): Record<string, string> {
  const value = Deno.env.get("SystemRoot");
  return value === undefined ? {} : { SystemRoot: value };
}

async function* filesBelow(
  folder: string,
  prefix: string,
): AsyncGenerator<string> {
  for await (const entry of Deno.readDir(folder)) {
    if (entry.isDirectory) {
      yield* filesBelow(join(folder, entry.name), `${prefix}${entry.name}/`);
    } else yield `${prefix}${entry.name}`;
  }
}
