/** install.ps1: its text everywhere, its behaviour where there is a PowerShell. */
import { assert, assertEquals } from "@std/assert";
import { join } from "@std/path";
import { fileURLToPath } from "node:url";
import { AssetServer } from "./asset_server.ts";
import { assetName, assetsOf } from "./host_release.ts";
import { assertOneLine, assertWell, type Ended, start } from "./run.ts";

const script = fileURLToPath(new URL("../../install.ps1", import.meta.url));
const source = await Deno.readTextFile(script);

Deno.test("install.ps1 is ASCII: Windows PowerShell 5.1 reads anything else wrongly", () => {
  assertEquals(source.match(/[^\x20-\x7e\n]/), null);
});

Deno.test("install.ps1 runs no text, and no program before its checks", () => {
  assertEquals(source.match(/Invoke-Expression|\biex\b|Start-Process/i), null);
  const runs = [...source.matchAll(/^ *& /gm)];
  assertEquals(runs.length, 1);
  const run = runs[0]?.index ?? 0;
  for (const check of ["-ne $binary.size", "-ne $sum", "AllowAutoRedirect"]) {
    const at = source.indexOf(check);
    assert(at > 0 && at < run, check);
  }
});

Deno.test("install.ps1 that was cut short only defines functions", () => {
  const last = source.lastIndexOf("\ntry { Install-Program }");
  const help = source.indexOf("#>");
  const outside = source.slice(help, last).split("\n")
    .filter((line) => /^[A-Za-z[]/.test(line) && !line.startsWith("function "));
  assertEquals(
    outside.filter((line) =>
      !/^(?:param|\[CmdletBinding|Set-Strict)/.test(line)
    ),
    [],
  );
});

const powershell = ["pwsh", "powershell"].find((name) => {
  try {
    return new Deno.Command(name, { args: ["-Version"], stdout: "null" })
      .outputSync().success;
  } catch {
    return false; // not on PATH
  }
});

function run(args: readonly string[], cwd: string): Promise<Ended> {
  return start(powershell ?? "pwsh", {
    args: [
      ...["-NoProfile", "-NonInteractive", "-ExecutionPolicy", "Bypass"],
      ...["-File", script, ...args],
    ],
    cwd,
  }).ended;
}

if (powershell !== undefined && Deno.build.os !== "windows") {
  Deno.test("install.ps1 refuses every system but Windows", async () => {
    const folder = await Deno.makeTempDir({ prefix: "modly-install-" });
    try {
      const ended = await run(["-From", "https://example.com/x"], folder);
      assertOneLine(ended, "Not installed: ", /use install\.sh/);
    } finally {
      await Deno.remove(folder, { recursive: true });
    }
  });
}

if (powershell !== undefined && Deno.build.os === "windows") {
  Deno.test("install.ps1 installs the checked program and nothing else", async () => {
    await using server = new AssetServer();
    const root = await Deno.makeTempDir({ prefix: "modly-install-" });
    try {
      const args = [
        "-From",
        `${server.origin}/mirror`,
        "-Dir",
        join(root, "b"),
      ];
      const program = await Deno.readFile(Deno.execPath());
      const assets = assetsOf(program, server.origin);
      const serve = (bytes: Uint8Array) => {
        server.answers = Object.fromEntries(
          Object.entries({ ...assets, [assetName]: bytes })
            .map(([name, body]) => [`/mirror/${name}`, { body }]),
        );
      };
      serve(program.subarray(0, 1000));
      assertOneLine(await run(args, root), "Not installed: ", /fewer than/);
      assertEquals(await Array.fromAsync(Deno.readDir(join(root, "b"))), []);
      serve(program);
      assertWell(await run(args, root));
      const installed = join(root, "b", "modly-codex-image.exe");
      assertEquals((await Deno.stat(installed)).size, program.length);
    } finally {
      await Deno.remove(root, { recursive: true });
    }
  });
}
