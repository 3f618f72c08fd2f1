/** What setup.py does when all is well, however a host calls it. */
import { assertEquals, assertNotEquals } from "@std/assert";
import { basename, join } from "@std/path";
import {
  assertFailed,
  assetPath,
  Extension,
  program,
  type SetupOptions,
} from "./extension.ts";
import { hostTarget, releaseJson } from "./host_release.ts";
import { pythonTest } from "./python.ts";
import { assertWell } from "./run.ts";

/** Fails unless the right program is at its place, executable, and alone there. */
async function assertPlaced(extension: Extension): Promise<void> {
  assertEquals(await Deno.readFile(extension.program), program);
  assertEquals(await extension.placed(), [basename(extension.program)]);
  if (Deno.build.os === "windows") return;
  const { mode } = await Deno.stat(extension.program);
  assertEquals((mode ?? 0) & 0o111, 0o111);
}

const payload = (folder: string) => ({
  python_exe: "/usr/bin/python3",
  ext_dir: folder,
  gpu_sm: 86,
  cuda_version: 124,
});

const calls: Record<string, (folder: string) => SetupOptions> = {
  "without arguments": () => ({}),
  "with JSON": (folder) => ({ args: [JSON.stringify(payload(folder))] }),
  "with JSON of the folder alone": (folder) => ({
    args: [JSON.stringify({ ext_dir: folder })],
  }),
  // Another computer's platform: what counts is where setup runs.
  "with JSON and all the extra fields": (folder) => ({
    args: [JSON.stringify({
      ...payload(folder),
      accelerator: "cuda",
      platform: "win32",
      arch: "arm64",
    })],
  }),
  "with positional arguments": (folder) => ({
    args: ["/usr/bin/python3", folder, "86"],
  }),
};

for (const [how, options] of Object.entries(calls)) {
  pythonTest(`setup ${how} downloads the program`, async () => {
    await using extension = await Extension.make();
    assertWell(await extension.run(options(extension.folder)));
    await assertPlaced(extension);
    assertEquals(extension.server.asked, [assetPath]);
  });
}

pythonTest("setup runs under a launcher that runs it as __main__", async () => {
  await using extension = await Extension.make();
  const launcher =
    "import runpy, sys; sys.argv = sys.argv[1:]; runpy.run_path(sys.argv[0], run_name='__main__')";
  const { ended } = extension.python([
    ...["-B", "-c", launcher, extension.setup],
    JSON.stringify(payload(extension.folder)),
  ]);
  assertWell(await ended);
  await assertPlaced(extension);
});

pythonTest(
  "setup puts the program into the folder that a host names",
  async () => {
    await using extension = await Extension.make();
    await using other = await Extension.make();
    const args = [JSON.stringify(payload(other.folder))];
    assertWell(await extension.run({ args }));
    await assertPlaced(other);
    assertEquals(await extension.placed(), []);
  },
);

pythonTest("setup refuses a folder that is not there", async () => {
  await using extension = await Extension.make();
  const args = ["python", join(extension.folder, "gone"), "86"];
  assertFailed(await extension.run({ args }), /folder does not exist/);
});

pythonTest("setup leaves the program alone when it is right", async () => {
  await using extension = await Extension.make();
  await extension.run();
  const before = await Deno.stat(extension.program);
  assertWell(await extension.run());
  const after = await Deno.stat(extension.program);
  assertEquals(after.mtime, before.mtime);
  assertEquals(after.ino, before.ino);
  assertEquals(extension.server.asked.length, 1);
});

pythonTest("setup repairs a program that is not the one stated", async () => {
  await using extension = await Extension.make();
  await extension.drop(program.toReversed());
  assertWell(await extension.run());
  await assertPlaced(extension);
});

if (Deno.build.os !== "windows") {
  pythonTest(
    "setup replaces the program in one step: who has the old one open keeps it",
    async () => {
      await using extension = await Extension.make();
      const wrong = program.toReversed();
      await extension.drop(wrong);
      using old = await Deno.open(extension.program);
      assertWell(await extension.run());
      assertEquals(
        new Uint8Array(await new Response(old.readable).arrayBuffer()),
        wrong,
      );
      await assertPlaced(extension);
    },
  );
}

pythonTest(
  "setup needs no network for a program dropped in by hand",
  async () => {
    await using extension = await Extension.make();
    await extension.state(releaseJson(program, "http://127.0.0.1:9"));
    await extension.drop(program);
    assertWell(await extension.run());
    await assertPlaced(extension);
  },
);

pythonTest(
  "setup says where to put the program when it cannot fetch it",
  async () => {
    await using extension = await Extension.make();
    await extension.state(releaseJson(program, ""));
    assertFailed(await extension.run(), /No address.*put \S+ at bin\//);
    assertEquals(await extension.placed(), []);
  },
);

pythonTest(
  "setup in a checkout says that there is no release.json",
  async () => {
    await using extension = await Extension.make();
    await Deno.remove(join(extension.folder, "release.json"));
    assertFailed(await extension.run(), /no release\.json.*archive/);
    await extension.drop(program);
    assertWell(await extension.run());
    await assertPlaced(extension);
  },
);

pythonTest("setup says that an archive is another platform's", async () => {
  await using extension = await Extension.make();
  const text = releaseJson(program, extension.server.origin);
  await extension.state(text.replace(hostTarget.platform, "plan9/mips"));
  assertNotEquals(text.replace(hostTarget.platform, ""), text);
  assertFailed(await extension.run(), /not for \w+\/\w+; install the archive/);
});

for (const text of ["", "[]", "{}", '{"targets": {"a": {}}}', "\u0000"]) {
  pythonTest(
    `setup refuses ${JSON.stringify(text)} as release.json`,
    async () => {
      await using extension = await Extension.make();
      await extension.state(text);
      assertFailed(await extension.run(), /damaged or gone/);
    },
  );
}

pythonTest("setup refuses a platform that the policy refuses", async () => {
  await using extension = await Extension.make();
  await extension.drop(program);
  await Deno.writeTextFile(
    join(extension.folder, "policy/default.json"),
    JSON.stringify({
      platforms: {
        [hostTarget.platform]: { state: "refused", note: "Not yet." },
      },
    }),
  );
  assertFailed(await extension.run(), /is not supported: Not yet; use another/);
  assertEquals(extension.server.asked, []);
});
