import { assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import { join } from "@std/path";
import type { Code } from "../../src/errors/catalogue.ts";
import { Failure } from "../../src/errors/failure.ts";
import { loadPolicy, type PolicySources } from "../../src/policy/load.ts";
import { configurationFolder } from "../../src/system/folders.ts";

/** A home and an installation of the test's own, and an environment that names them. */
class Places implements AsyncDisposable {
  private constructor(readonly root: string) {}

  static async make(): Promise<Places> {
    return new Places(await Deno.makeTempDir());
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Deno.remove(this.root, { recursive: true });
  }

  sources(variables: Record<string, string> = {}): PolicySources {
    return {
      env: (name) => this.#variable(name) ?? variables[name],
      installation: [join(this.root, "nothing"), join(this.root, "program")],
    };
  }

  async write(path: string, text: string): Promise<string> {
    const file = join(this.root, path);
    await Deno.mkdir(join(file, ".."), { recursive: true });
    await Deno.writeTextFile(file, text);
    return file;
  }

  /** The user's file, below the test's home. */
  get userFile(): string {
    const folder = configurationFolder(
      Deno.build.os,
      (name) => this.#variable(name),
    );
    return join(folder ?? "", "policy.json").slice(this.root.length);
  }

  #variable(name: string): string | undefined {
    return ["HOME", "USERPROFILE", "APPDATA"].includes(name)
      ? join(this.root, "home")
      : undefined;
  }
}

async function rejected(code: Code, sources: PolicySources): Promise<Failure> {
  const failure = await assertRejects(() => loadPolicy(sources), Failure);
  assertEquals(failure.code, code);
  return failure;
}

Deno.test("loadPolicy() without any file is the built-in policy", async () => {
  await using places = await Places.make();
  const { policy, settings } = await loadPolicy(places.sources());
  assertEquals(policy.codex.minimumVersion, "0.122.0");
  assertEquals(new Set(settings.map(({ origin }) => origin.layer)).size, 1);
});

Deno.test("loadPolicy() lets each layer win over the ones before it", async () => {
  await using places = await Places.make();
  const version = (text: string) => `{"codex": {"minimumVersion": "${text}"}}`;
  await places.write("program/policy/policy.json", version("0.2.0"));
  await places.write(places.userFile, version("0.3.0"));
  const named = await places.write("named.json", version("0.4.0"));
  const flag = {
    flag: "--minimum",
    sets: { codex: { minimumVersion: "0.6.0" } },
  };
  const { settings } = await loadPolicy({
    ...places.sources({ CODEX_MIN_SUPPORTED_VERSION: "0.5.0" }),
    file: named,
    flags: [flag],
  });
  const [setting] = settings;
  assertEquals(
    [setting, ...setting?.beaten ?? []].map((told) => [
      told?.value,
      told?.origin.layer,
    ]),
    [
      ["0.6.0", "flags"],
      ["0.5.0", "environment"],
      ["0.4.0", "file"],
      ["0.3.0", "user"],
      ["0.2.0", "installation"],
      ["0.122.0", "built-in"],
    ],
  );
});

Deno.test("loadPolicy() tells the line of a value and hides the home folder", async () => {
  await using places = await Places.make();
  await places.write(places.userFile, '{\n  "limits": {\n    "images": 1\n} }');
  const { settings } = await loadPolicy(places.sources());
  const origin = settings.find(({ key }) => key === "limits.images")?.origin;
  assertEquals(origin, {
    layer: "user",
    source: join("~", places.userFile.slice("/home/".length)),
    line: 3,
    column: 5,
  });
});

Deno.test("loadPolicy() reads MODLY_CODEX_POLICY unless a file is given", async () => {
  await using places = await Places.make();
  const named = await places.write("a.json", '{"limits": {"images": 1}}');
  const other = await places.write("b.json", '{"limits": {"images": 2}}');
  const sources = places.sources({ MODLY_CODEX_POLICY: named });
  assertEquals((await loadPolicy(sources)).policy.limits.images, 1);
  const both = await loadPolicy({ ...sources, file: other });
  assertEquals(both.policy.limits.images, 2);
  const empty = places.sources({ MODLY_CODEX_POLICY: "" });
  assertEquals((await loadPolicy(empty)).policy.limits.images, 5);
});

Deno.test("loadPolicy() fails for a named file that cannot be read", async () => {
  await using places = await Places.make();
  for (const file of ["", "none.json", places.root, join(places.root, "x/y")]) {
    const failure = await rejected("policy/unreadable", {
      ...places.sources(),
      file,
    });
    assertStringIncludes(failure.message, `The policy file ${file} cannot be`);
  }
  await rejected(
    "policy/unreadable",
    places.sources({ MODLY_CODEX_POLICY: "none.json" }),
  );
});

Deno.test("loadPolicy() never skips an optional file that is there and broken", async (t) => {
  for (const layer of ["installation", "user"]) {
    await t.step(layer, async () => {
      await using places = await Places.make();
      const path = layer === "user"
        ? places.userFile
        : "program/policy/policy.json";
      const file = await places.write(path, "{");
      await rejected("policy/invalid", places.sources());
      await Deno.writeFile(file, Uint8Array.of(0x7b, 0xff, 0x7d));
      const failure = await rejected("policy/invalid", places.sources());
      assertStringIncludes(failure.message, "not text in UTF-8");
      await Deno.writeFile(file, new Uint8Array(1024 * 1024 + 1));
      const { remedy } = await rejected("policy/unreadable", places.sources());
      assertEquals(remedy, "Make it smaller");
      await Deno.remove(file);
      await Deno.mkdir(file);
      await rejected("policy/unreadable", places.sources());
    });
  }
});

Deno.test({
  name: "loadPolicy() never waits for a FIFO",
  // Windows has none.
  ignore: Deno.build.os === "windows",
  fn: async () => {
    await using places = await Places.make();
    const file = await places.write(places.userFile, "{}");
    await Deno.remove(file);
    const { success } = await new Deno.Command("mkfifo", { args: [file] })
      .output();
    assertEquals(success, true);
    const user = await rejected("policy/unreadable", places.sources());
    assertStringIncludes(user.message, "it is not a file");
    const sources = { ...places.sources(), file };
    await rejected("policy/unreadable", sources);
  },
});

Deno.test({
  name: "loadPolicy() fails for an optional file that is a link to nowhere",
  // Making a link needs a privilege on Windows.
  ignore: Deno.build.os === "windows",
  fn: async () => {
    await using places = await Places.make();
    const file = await places.write(places.userFile, "{}");
    await Deno.remove(file);
    await Deno.symlink(join(places.root, "gone.json"), file);
    const failure = await rejected("policy/unreadable", places.sources());
    assertStringIncludes(
      failure.message,
      "a link to a file that does not exist",
    );
  },
});

Deno.test({
  name: "loadPolicy() fails for an optional file that it may not read",
  permissions: { read: false },
  fn: async () => {
    const failure = await rejected("policy/unreadable", {
      env: () => undefined,
      installation: ["program"],
    });
    assertStringIncludes(failure.message, "reading it is not permitted");
  },
});

Deno.test("loadPolicy() reads a file with a byte order mark", async () => {
  await using places = await Places.make();
  const file = await places.write("p.json", '\ufeff{"limits": {"images": 1}}');
  const { policy } = await loadPolicy({ ...places.sources(), file });
  assertEquals(policy.limits.images, 1);
});
