/**
 * The smoke test and the trial of a download, with a shell script in the place
 * of the binary. It is no test of Windows, which starts no script that way.
 */
import { assert, assertEquals, assertRejects } from "@std/assert";
import { join } from "@std/path";
import { tarGzip } from "../../release/archive/tar_gzip.ts";
import { zip } from "../../release/archive/zip.ts";
import { placeInExtension } from "../../release/names.ts";
import { Refusal } from "../../release/refusal.ts";
import { smokeTest, withoutTokens } from "../../release/smoke.ts";
import { tryRelease } from "../../release/try_release.ts";
import { unpackCommand } from "../../release/unpack.ts";
import { doctorAnswer, doctorChecks, versionAnswer } from "./answers.ts";

const target = {
  triple: "x86_64-unknown-linux-gnu",
  platform: "linux/x86_64",
  suffix: "",
};

/** A script that answers as a good binary, and with `first` before it. */
function script(first = ""): Uint8Array {
  const version = versionAnswer(target);
  const doctor = doctorAnswer(doctorChecks(false));
  return new TextEncoder().encode(`#!/bin/sh
${first}
case "$*" in
  --version) printf '%s' '${version.stdout}' ;;
  "doctor --json") printf '%s' '${doctor.stdout}'; exit ${doctor.code} ;;
  *) exit 2 ;;
esac
`);
}

/** A test with a folder of its own, on systems that start scripts. */
function test(name: string, work: (folder: string) => Promise<void>): void {
  Deno.test({
    name,
    ignore: Deno.build.os === "windows",
    fn: async () => {
      const folder = await Deno.makeTempDir();
      try {
        await work(folder);
      } finally {
        await Deno.remove(folder, { recursive: true });
      }
    },
  });
}

async function write(path: string, first?: string): Promise<string> {
  await Deno.writeFile(path, script(first), { mode: 0o755 });
  return path;
}

test("A binary that answers as it should passes", async (folder) => {
  await smokeTest(await write(join(folder, "good")), target);
});

test("A binary that is missing, not executable or wrong is told of", async (folder) => {
  const bad = await write(join(folder, "bad"), "echo more >&2");
  await assertRejects(() => smokeTest(bad, target), Refusal, "complains: more");
  await Deno.chmod(bad, 0o644);
  await assertRejects(() => smokeTest(bad, target), Refusal, "not be started");
  const none = join(folder, "none");
  await assertRejects(() => smokeTest(none, target), Refusal, "There is no");
});

Deno.test("A binary on trial is given no token of GitHub's", () => {
  const environment = { PATH: "/bin", GH_TOKEN: "a", GITHUB_TOKEN: "b" };
  assertEquals(withoutTokens(environment), { PATH: "/bin" });
});

test("The binary and both archives of a download are tried as they unpack", async (folder) => {
  const files = { binary: "bare", archives: ["a.zip", "a.tar.gz"] };
  const path = placeInExtension(target);
  const entry = { path, bytes: script(), executable: true };
  await Deno.writeFile(join(folder, "bare"), script());
  await Deno.writeFile(join(folder, "a.zip"), zip("made", [entry]));
  await Deno.writeFile(join(folder, "a.tar.gz"), tarGzip("made", [entry]));
  await tryRelease(folder, files, target);
  const tried = join(folder, "unpacked-a.zip", "made", path);
  assert(((await Deno.stat(tried)).mode ?? 0) & 0o100);
});

test("An archive that lost the exec bit does not pass", async (folder) => {
  const files = { binary: "bare", archives: ["a.tar.gz"] };
  const path = placeInExtension(target);
  const entry = { path, bytes: script(), executable: false };
  await Deno.writeFile(join(folder, "bare"), script());
  await Deno.writeFile(join(folder, "a.tar.gz"), tarGzip("made", [entry]));
  const tried = tryRelease(folder, files, target);
  await assertRejects(() => tried, Refusal, "may not be started");
});

Deno.test("Each system unpacks with what people have there", () => {
  const program = (os: typeof Deno.build.os, archive: string) =>
    unpackCommand(os, archive, "folder").program;
  assertEquals(program("linux", "a.tar.gz"), "tar");
  assertEquals(program("darwin", "a.zip"), "unzip");
  assertEquals(unpackCommand("windows", "a.zip", "folder"), {
    program: "powershell",
    args: [
      ...["-NoProfile", "-Command"],
      "Expand-Archive -LiteralPath 'a.zip' -DestinationPath 'folder'",
    ],
  });
});
