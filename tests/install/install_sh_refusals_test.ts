/** What install.sh refuses, leaving nothing behind. */
import { assertEquals } from "@std/assert";
import { join } from "@std/path";
import type { Answer } from "./asset_server.ts";
import { assetName } from "./host_release.ts";
import { assertWell } from "./run.ts";
import {
  assertRefused,
  clients,
  program,
  ShellInstall,
} from "./shell_install.ts";
import { fakeTool } from "./toolbox.ts";
import { isLong } from "../support/pace.ts";

const onWindows = Deno.build.os === "windows";
const newest = "/releases/latest/download";

interface BadServer {
  readonly answer: Answer;
  readonly says: RegExp;
}

const redirect = (location: string): Answer => ({
  status: 302,
  headers: { location },
});

const badServers: Record<string, BadServer> = {
  "other bytes": {
    answer: { body: program.toReversed() },
    says: /the SHA-256 of \S+ is not the one stated/,
  },
  "too few bytes": {
    answer: { body: program.subarray(0, 1000) },
    says: /the server sent 1000 of \d+ bytes/,
  },
  "fewer bytes than it says": {
    answer: { body: program.subarray(0, 1000), stated: program.length },
    says: /failed|the server sent 1000 of \d+ bytes/,
  },
  "too many bytes": {
    answer: { body: new Uint8Array(500_000) },
    says: /more than the \d+ bytes expected/,
  },
  "a 404": { answer: { status: 404 }, says: /404/ },
  "half and then silence": {
    answer: {
      body: program.subarray(0, 1000),
      stated: program.length,
      stalls: true,
    },
    says: /failed: (?:.*too slow|.*timed out|code 4;)/i,
  },
  "a redirect to plain http": {
    answer: redirect("http://example.com/x"),
    says: /an address has no https: http:\/\/example\.com/,
  },
  "a redirect to a user of plain http": {
    answer: redirect("http://127.0.0.1:80@example.com/x"),
    says: /an address has/,
  },
  "a redirect to a file": {
    answer: redirect("file:///etc/hosts"),
    says: /an address has no https/,
  },
  "a redirect to a port where nobody is": {
    answer: redirect("http://127.0.0.1:0/"),
    says: /failed/,
  },
};

for (const client of onWindows ? [] : clients) {
  // What a client does is shown by one bad server; the script looks after the rest.
  const all = Object.entries(badServers);
  const tried = isLong || client === clients[0] ? all : all.slice(0, 1);
  for (const [what, { answer, says }] of tried) {
    Deno.test(`install.sh with ${client} installs nothing of a server that sends ${what}`, async () => {
      await using scene = await ShellInstall.make(client);
      await scene.shorten(1);
      scene.serve(newest, program, answer);
      assertRefused(await scene.run(), says);
      assertEquals(await scene.installed(), []);
    });
  }

  Deno.test(`install.sh with ${client} stops a server that does not stop by itself`, async () => {
    await using scene = await ShellInstall.make(client);
    const body = new Uint8Array(500_000);
    scene.serve(newest, program, { body, stated: null, stalls: true });
    assertRefused(await scene.run(), /more than the \d+ bytes expected/);
    assertEquals(await scene.installed(), []);
  });

  Deno.test(`install.sh with ${client} follows five redirects on this computer, and no more`, async () => {
    await using scene = await ShellInstall.make(client);
    const { answers, origin } = scene.server;
    const hops = (count: number): Record<string, Answer> =>
      Object.fromEntries(
        Array.from({ length: count }, (_, at) => [
          at === 0 ? `${newest}/${assetName}` : `/hop${at}`,
          redirect(`${origin}/hop${at + 1}`),
        ]),
      );
    scene.server.answers = { ...answers, ...hops(6) };
    assertRefused(await scene.run(), /too many redirects/);
    scene.server.answers = {
      ...answers,
      ...hops(5),
      "/hop5": { body: program },
    };
    assertWell(await scene.run());
  });
}

if (!onWindows && clients.length > 0) {
  Deno.test("install.sh installs nothing when the lists of a release differ", async () => {
    await using scene = await ShellInstall.make();
    scene.server.answers = {
      ...scene.server.answers,
      [`${newest}/release.json`]: { body: "{}" },
    };
    assertRefused(await scene.run(), /release\.json is not the one/);
    scene.server.answers = {
      ...scene.server.answers,
      [`${newest}/SHA256SUMS`]: { body: "<html>" },
    };
    assertRefused(await scene.run(), /names no release\.json/);
    assertEquals(await scene.installed(), []);
  });

  Deno.test("install.sh installs no program that does not start", async () => {
    await using scene = await ShellInstall.make();
    const broken = "#!/bin/sh\necho 'needs another computer' >&2\nexit 3\n";
    scene.serve(newest, new TextEncoder().encode(broken));
    assertRefused(await scene.run(), /not start here: needs another computer/);
    assertEquals(await scene.installed(), []);
  });

  Deno.test("install.sh says what is in the way", async () => {
    await using scene = await ShellInstall.make();
    await Deno.mkdir(join(scene.bin, "modly-codex-image"), { recursive: true });
    assertRefused(await scene.run(), /is a folder; move it away/);
    const file = join(scene.root, "file");
    await Deno.writeTextFile(file, "");
    const { code, stderr } = await scene.run([
      ...["--from", scene.releases],
      ...["--dir", file],
    ]);
    assertEquals(code, 1);
    assertEquals(stderr.includes("cannot be made; choose another --dir"), true);
  });

  Deno.test("install.sh clears up when it is ended half-way", async () => {
    await using scene = await ShellInstall.make();
    const rest = Promise.withResolvers<void>();
    scene.serve(newest, program, { body: program, gate: rest.promise });
    const { child, ended } = scene.start();
    await scene.server.arrived(`${newest}/${assetName}`);
    child.kill("SIGTERM");
    rest.resolve();
    assertEquals((await ended).code, 143);
    assertEquals(await scene.installed(), []);
  });
}

const computers: Record<
  string,
  { tools: Record<string, string>; says: RegExp }
> = {
  "FreeBSD": {
    tools: { uname: '[ "$1" = -s ] && echo FreeBSD || echo amd64' },
    says: /there is no program for FreeBSD on amd64/,
  },
  "32-bit Linux": {
    tools: { uname: '[ "$1" = -s ] && echo Linux || echo armv7l' },
    says: /there is no program for Linux on armv7l/,
  },
  "Git Bash on Windows": {
    tools: { uname: '[ "$1" = -s ] && echo MINGW64_NT-10.0 || echo x86_64' },
    says: /use install\.ps1/,
  },
  "musl": {
    tools: {
      uname: '[ "$1" = -s ] && echo Linux || echo x86_64',
      getconf: "echo 'getconf: unknown variable' >&2; exit 1",
    },
    says: /no glibc \(Alpine has musl\)/,
  },
  "glibc 2.26": {
    tools: {
      uname: '[ "$1" = -s ] && echo Linux || echo x86_64',
      getconf: "echo glibc 2.26",
    },
    says: /has glibc 2\.26; use one with glibc 2\.27/,
  },
};

for (
  const [what, { tools, says }] of Object.entries(onWindows ? {} : computers)
) {
  Deno.test(`install.sh refuses ${what} before it downloads anything`, async () => {
    await using scene = await ShellInstall.make("curl", "sha256sum");
    for (const [name, script] of Object.entries(tools)) {
      await fakeTool(scene.tools, name, script);
    }
    for (const name of ["curl", "sha256sum"]) {
      await fakeTool(scene.tools, name, "exit 9");
    }
    assertRefused(await scene.run(), says);
    assertEquals(await scene.installed(), []);
  });
}
