/** What setup.py does when a server or a folder is not as it should be. */
import { assert, assertEquals } from "@std/assert";
import { basename, join } from "@std/path";
import { type Answer, AssetServer } from "./asset_server.ts";
import {
  assertFailed,
  assetPath,
  Extension,
  program,
  type SetupOptions,
} from "./extension.ts";
import { releaseJson } from "./host_release.ts";
import { pythonTest } from "./python.ts";
import { assertWell } from "./run.ts";

interface BadServer {
  readonly answer: Answer;
  readonly says: RegExp;
  readonly options?: SetupOptions;
}

const longer = new Uint8Array(3 * program.length);
longer.set(program);

const badServers: Record<string, BadServer> = {
  "other bytes": {
    answer: { body: program.toReversed() },
    says: /the SHA-256 is not the one stated/,
  },
  "too few bytes": {
    answer: { body: program.subarray(0, 90_000) },
    says: /90000 bytes where 200000 are stated/,
  },
  "fewer bytes than it says": {
    answer: { body: program.subarray(0, 90_000), stated: program.length },
    says: /bytes where 200000 are stated|IncompleteRead/,
  },
  "too many bytes": {
    answer: { body: longer },
    says: /bytes where 200000 are stated/,
  },
  "bytes without an end": {
    answer: { body: longer, stated: null, stalls: true },
    says: /bytes where 200000 are stated/,
  },
  "nothing at all": { answer: { body: "" }, says: /0 bytes where/ },
  "a 404": { answer: { status: 404 }, says: /404/ },
  "a 500": { answer: { status: 500 }, says: /500/ },
  "half and then silence": {
    answer: {
      body: program.subarray(0, 90_000),
      stated: 200_000,
      stalls: true,
    },
    says: /timed out/,
    options: { limits: [0.4, 20] },
  },
  "a byte now and then": {
    answer: { body: program, drip: 20 },
    says: /took too long; run setup again/,
    options: { limits: [5, 0.6] },
  },
  "a redirect to plain http": {
    answer: { status: 302, headers: { location: "http://example.com/x" } },
    says: /an address has no https/,
  },
  "a redirect to a user of plain http": {
    answer: {
      status: 302,
      headers: { location: "http://127.0.0.1:80@example.com/x" },
    },
    says: /an address has no https/,
  },
  "a redirect to ftp": {
    answer: { status: 302, headers: { location: "ftp://example.com/x" } },
    says: /an address has no https/,
  },
  "a redirect to a file": {
    answer: { status: 302, headers: { location: "file:///etc/hosts" } },
    says: /302/,
  },
};

for (const [what, { answer, says, options }] of Object.entries(badServers)) {
  pythonTest(`setup keeps nothing of a server that sends ${what}`, async () => {
    await using extension = await Extension.make();
    extension.server.answers = { [assetPath]: answer };
    const ended = await extension.run(options);
    assertFailed(ended, says);
    assert(!ended.stderr.includes(extension.folder), ended.stderr);
    const left = await extension.placed();
    assertEquals(left.includes(basename(extension.program)), false);
    // A run that was ended by its limit leaves its part to the next one.
    if (!options?.limits) assertEquals(left, []);
    extension.server.answers = { [assetPath]: { body: program } };
    assertWell(await extension.run());
    assertEquals(await extension.placed(), [basename(extension.program)]);
  });
}

pythonTest("setup keeps a program that it cannot replace", async () => {
  await using extension = await Extension.make();
  const old = program.toReversed();
  await extension.drop(old);
  extension.server.answers = {};
  assertFailed(
    await extension.run(),
    /404.*run setup again, or put that file at bin\//,
  );
  assertEquals(await Deno.readFile(extension.program), old);
});

pythonTest("setup follows redirects on this computer", async () => {
  await using extension = await Extension.make();
  extension.server.answers = {
    [assetPath]: { status: 302, headers: { location: "/there" } },
    "/there": {
      status: 307,
      headers: { location: `${extension.server.origin}/end` },
    },
    "/end": { body: program },
  };
  assertWell(await extension.run());
  assertEquals(await Deno.readFile(extension.program), program);
});

pythonTest("setup gives up after five redirects", async () => {
  await using extension = await Extension.make();
  const paths = [assetPath, ...Array.from({ length: 20 }, (_, at) => `/${at}`)];
  extension.server.answers = Object.fromEntries(
    paths.map((path, at) => [path, {
      status: 302,
      headers: { location: `/${at}` },
    }]),
  );
  assertFailed(await extension.run(), /redirect|302/);
  assertEquals(extension.server.asked.length, 6);
});

pythonTest("setup asks no server without https", async () => {
  await using extension = await Extension.make();
  await extension.state(releaseJson(program, "http://example.com/releases"));
  assertFailed(await extension.run(), /an address has no https/);
});

pythonTest("setup says when nobody answers", async () => {
  await using extension = await Extension.make();
  const gone = new AssetServer();
  await gone[Symbol.asyncDispose]();
  await extension.state(releaseJson(program, gone.origin));
  assertFailed(await extension.run(), /failed: .*refused/);
});

const inTheWay: Record<string, (extension: Extension) => Promise<void>> = {
  "a file is where the folder bin goes": ({ folder }) =>
    Deno.writeTextFile(join(folder, "bin"), ""),
  "a file is where the program's folder goes": async ({ folder, program }) => {
    await Deno.mkdir(join(folder, "bin"));
    await Deno.writeTextFile(join(program, ".."), "");
  },
  "a folder has the program's name": ({ program }) =>
    Deno.mkdir(join(program, "inside"), { recursive: true }),
};

for (const [what, put] of Object.entries(inTheWay)) {
  pythonTest(`setup says what to do when ${what}`, async () => {
    await using extension = await Extension.make();
    await put(extension);
    const ended = await extension.run();
    assertFailed(ended, /cannot be put in the folder bin \([A-Z][^)]+\); make/);
    assert(!ended.stderr.includes(extension.folder), ended.stderr);
  });
}
