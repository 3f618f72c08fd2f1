/** Plays jobs with a genuine Codex whose user has set it up in odd or hostile ways. */
import { assert, assertEquals, assertMatch } from "@std/assert";
import { join } from "@std/path";
import { catalogue, type Code } from "../../src/errors/catalogue.ts";
import type { Script } from "../backend/backend.ts";
import type { Login } from "../backend/home.ts";
import type { ServiceSettings } from "../backend/scenario.ts";
import { newestOf, type Version } from "../genuine/support.ts";
import { playSteps, withPolicy } from "../hostile/cases.ts";
import { assertFitToShow, failure, success } from "../hostile/documents.ts";
import { type GenuineFixture, withGenuine } from "../support/fixture.ts";

/** No image, for this reason, with a next step that is of use. */
export interface Refused {
  readonly code: Code;
  /** Found in the message, the evidence or both. */
  readonly says?: RegExp;
  /** Found in the remedy. */
  readonly next: RegExp;
}

/** An image is published, or none is, for a reason. */
export type Ends = "published" | Refused;

/** One way in which a user can have set Codex up. */
export interface Setup {
  readonly name: string;
  /** Default: the oldest and the newest. */
  readonly versions?: readonly Version[];
  /** Left out on Windows, which has no such thing. */
  readonly unixOnly?: true;
  /** Default: one picture. */
  readonly script?: Script;
  readonly login?: Login;
  readonly settings?: ServiceSettings;
  /** Lines in front of `config.toml`, for keys outside of tables. */
  readonly keys?: string;
  /** Lines at its end, which is in the table `features`. */
  readonly tables?: string;
  /** Does the rest; what it gives back goes into the environment. */
  readonly prepare?: (
    scene: GenuineFixture,
  ) => Promise<Readonly<Record<string, string>> | void>;
  /** Limits of the policy, in seconds. */
  readonly limits?: Readonly<Record<string, number>>;
  readonly ends: Ends | ((version: Version) => Ends);
  readonly also?: (scene: GenuineFixture) => void | Promise<void>;
}

/** What the shell commands of all these set-ups write into the user's home. */
export const RAN = "ran";
/** A shell command that should not be run. */
export const COMMAND = `touch "$HOME/${RAN}"`;

/** A program that should not be run, as TOML, and that never ends. */
export const HANGING_PROGRAM = `command = "sh"\nargs = ["-c", ${
  JSON.stringify(`${COMMAND}; exec sleep 60`)
}]`;

const onWindows = Deno.build.os === "windows";

/** Declares a test with a step for each set-up and version. */
export function declareSetups(what: string, setups: readonly Setup[]): void {
  const steps = setups
    .filter(({ unixOnly }) => !(unixOnly && onWindows))
    .flatMap((setup) => {
      const { versions = ["0.122.0", "0.169.0"] } = setup;
      return newestOf(versions).map((version) => ({
        name: `${version}: ${setup.name}`,
        setup,
        version,
      }));
    });
  Deno.test(what, async (test) => {
    await playSteps(
      test,
      steps,
      ({ setup, version }) => play(setup, version),
    );
  });
}

async function play(setup: Setup, version: Version): Promise<void> {
  const { login, settings } = setup;
  await using scene = await withGenuine({
    version,
    script: setup.script ?? { acts: [{ do: "draw" }] },
    ...(login === undefined ? {} : { login }),
    ...(settings === undefined ? {} : { settings }),
    ...(setup.tables === undefined ? {} : { config: setup.tables }),
  });
  const { fixture } = scene;
  if (setup.keys !== undefined) await putInFront(scene, setup.keys);
  const env = await setup.prepare?.(scene) ?? {};
  const policy = setup.limits
    ? await withPolicy(scene, { limits: setup.limits })
    : [];
  const run = await fixture.run([
    ...["generate", "--prompt", "a cat", "--output", "cat.png", "--json"],
    ...policy,
  ], { env });
  assertFitToShow(run);
  const ends = typeof setup.ends === "function"
    ? setup.ends(version)
    : setup.ends;
  if (ends === "published") success(run);
  else {
    const { message, evidence, remedy } = failure(
      run,
      ends.code,
      catalogue[ends.code].exit,
    );
    assertMatch(remedy, ends.next);
    if (ends.says) assertMatch(JSON.stringify([message, evidence]), ends.says);
  }
  const expected = ends === "published" ? ["cat.png"] : [];
  assertEquals(await fixture.published(), expected);
  await assertNothingRan(scene);
  await setup.also?.(scene);
  await fixture.assertNothingLeft();
}

/** Lines at the beginning of `config.toml`. */
async function putInFront(
  { fixture }: GenuineFixture,
  lines: string,
): Promise<void> {
  const path = join(fixture.codexHome, "config.toml");
  const rest = await Deno.readTextFile(path);
  await Deno.writeTextFile(path, `${lines}\n${rest}`);
}

/** No program of the user's has left its mark. */
async function assertNothingRan({ fixture }: GenuineFixture): Promise<void> {
  const names = await Array.fromAsync(Deno.readDir(join(fixture.root, "home")));
  assert(!names.some(({ name }) => name === RAN), "a program was run");
}
