// Proves that after a process was killed at any step the next one cleans up,
// loses no finished image and says what it saved. The processes are real.
import { assert, assertEquals, assertRejects } from "@std/assert";
import { Failure } from "../../src/errors/failure.ts";
import { claimName } from "../../src/output/claim.ts";
import { sweepLeftovers } from "../../src/output/leftovers.ts";
import { digest, thisProcess } from "../../src/output/owner.ts";
import { systemFiles } from "../../src/output/system_files.ts";
import { filesWith, inScene, picture, type Scene } from "./support.ts";

const fixture = new URL("./fixtures/crash_at.ts", import.meta.url).href;

function start(scene: Scene, target: string, step: string): Deno.ChildProcess {
  return new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "--no-check", fixture, scene.at(), target, step],
    stdin: "piped",
    stdout: "piped",
    stderr: "inherit",
  }).spawn();
}

/** The first word that a process says. */
async function firstWord(child: Deno.ChildProcess): Promise<string> {
  const reader = child.stdout.pipeThrough(new TextDecoderStream()).getReader();
  const { value } = await reader.read();
  await reader.cancel();
  return (value ?? "").trim();
}

async function killAt(scene: Scene, target: string, step: string) {
  const child = start(scene, target, step);
  assertEquals(await firstWord(child), "ready");
  child.kill("SIGKILL");
  await child.stdin.abort();
  await child.status;
}

for (const step of ["claimed", "reserved", "writing"]) {
  Deno.test(`a process killed when it had ${step} leaves nothing in the way`, () =>
    inScene(async (scene) => {
      await killAt(scene, "x.png", step);
      assert(scene.names().length > 0);
      assert(scene.names().every((name) => name.startsWith(".")));
      const reservation = await scene.reserve("x.jpg");
      assertEquals(reservation.recovered, []);
      await reservation.abandon();
      assertEquals(scene.names(), []);
    }));
}

Deno.test("an image that was secured when its process was killed is saved by the next job in the folder", () =>
  inScene(async (scene) => {
    await killAt(scene, "x.png", "secured");
    assert(scene.names().every((name) => name.startsWith(".")));
    const reservation = await scene.reserve("other.png");
    const [saved = ""] = reservation.recovered;
    assert(/x-[0-9a-f]{8}\.png$/.test(saved), saved);
    assertEquals(await Deno.readFile(saved), picture);
    await reservation.abandon();
    assertEquals(scene.names().length, 1);
  }));

Deno.test("an image published just before its process was killed stays the only one", () =>
  inScene(async (scene) => {
    await killAt(scene, "x.png", "linked");
    assertEquals(await Deno.readFile(scene.at("x.png")), picture);
    const failure = await assertRejects(() => scene.reserve("x.png"), Failure);
    assertEquals(failure.code, "output/already_exists");
    assertEquals(failure.evidence, {});
    assertEquals(scene.names(), ["x.png"]);
  }));

Deno.test("without hard links an image is saved, and the empty file in its place is in nobody's way", () =>
  inScene(async (scene) => {
    await killAt(scene, "x.png", "placeholder");
    assertEquals((await Deno.lstat(scene.at("x.png"))).size, 0);
    await scene.check("x.png");
    const reservation = await scene.reserve("x.png");
    const [saved = ""] = reservation.recovered;
    assertEquals(await Deno.readFile(saved), picture);
    await reservation.abandon();
    assertEquals(scene.names().map((name) => scene.at(name)), [saved]);
  }));

Deno.test("while a process lives its target is taken, and it publishes undisturbed", () =>
  inScene(async (scene) => {
    const child = start(scene, "x.png", "secured");
    assertEquals(await firstWord(child), "ready");
    const before = scene.names();
    const failure = await assertRejects(() => scene.reserve("x.png"), Failure);
    assertEquals(failure.code, "output/already_exists");
    assertEquals(scene.names(), before);
    await child.stdin.close();
    await child.status;
    assertEquals(scene.names(), ["x.png"]);
  }));

Deno.test("of two processes with one target exactly one goes on", () =>
  inScene(async (scene) => {
    const children = [1, 2].map(() => start(scene, "a/x.png", "reserved"));
    const words = await Promise.all(children.map(firstWord));
    assertEquals(words.sort(), ["output/already_exists", "ready"]);
    for (const child of children) {
      await child.stdin.close();
      await child.status;
    }
    assertEquals(scene.names("a"), ["x.png"]);
  }));

/** A claim of a process that is gone, for `x`. */
const dead = {
  pid: 2 ** 31 - 1,
  host: digest(Deno.hostname()),
  token: "0123456789abcdef",
  stem: "x",
};

Deno.test("a dead claim is taken over by exactly one of 20 jobs", () =>
  inScene(async (scene) => {
    const path = scene.at(claimName("x"));
    await Deno.writeTextFile(path, JSON.stringify(dead));
    const tries = await Promise.allSettled(
      Array.from({ length: 20 }, () => scene.reserve("x.png")),
    );
    const won = tries.filter((one) => one.status === "fulfilled");
    assertEquals(won.length, 1);
    await won[0]?.value.abandon();
    assertEquals(scene.names(), []);
  }));

Deno.test("a live claim caught instead of a dead one is given back", () =>
  inScene(async (scene) => {
    const path = scene.at(claimName("x"));
    const live = JSON.stringify({ ...dead, pid: Deno.pid });
    await Deno.writeTextFile(path, JSON.stringify(dead));
    const files = filesWith({
      rename: async (from, to) => {
        await Deno.writeTextFile(path, live.replace("0123", "4567"));
        await systemFiles.rename(from, to);
      },
    });
    assertEquals(await sweepLeftovers(scene.at(), thisProcess, files), []);
    assertEquals(scene.names(), [claimName("x")]);
    const { token } = JSON.parse(await Deno.readTextFile(path));
    assertEquals(token, "4567456789abcdef");
  }));

Deno.test("claims that lie are removed and nothing else is touched", () =>
  inScene(async (scene) => {
    await Deno.writeTextFile(scene.at(".x.0123456789abcdef.part"), "mine");
    const lies = [
      "no JSON",
      JSON.stringify({ ...dead, stem: "../x" }),
      JSON.stringify({ ...dead, token: "../../victim" }),
      JSON.stringify(dead),
    ];
    for (const lie of lies) {
      const path = scene.at(claimName("something else"));
      await Deno.writeTextFile(path, lie);
      await Deno.utime(path, 0, 0);
      assertEquals(
        await sweepLeftovers(scene.at(), thisProcess, systemFiles),
        [],
      );
      assertEquals(scene.names(), [".x.0123456789abcdef.part"]);
    }
  }));

Deno.test("a saved image is not mistaken for its own published copy", () =>
  inScene(async (scene) => {
    // With the name `..png` the hidden name begins with the stem, as a copy would.
    const odd = { ...dead, stem: "." };
    await Deno.writeFile(scene.at(`...${dead.token}.png`), picture);
    await Deno.writeTextFile(scene.at(claimName(".")), JSON.stringify(odd));
    await sweepLeftovers(scene.at(), thisProcess, systemFiles);
    assertEquals(scene.names(), [".-01234567.png"]);
  }));

Deno.test("a leftover that cannot be cleared now stays for the next time and stops nobody", () =>
  inScene(async (scene) => {
    const hidden = scene.at(".x.0123456789abcdef.png");
    await Deno.writeFile(hidden, picture);
    await Deno.writeTextFile(scene.at(claimName("x")), JSON.stringify(dead));
    const busy = filesWith({
      link: () => Promise.reject(new Deno.errors.Busy()),
      createNew: (path, mode) =>
        /x-[0-9a-f]{8}/.test(path)
          ? Promise.reject(new Deno.errors.Busy())
          : systemFiles.createNew(path, mode),
    });
    await (await scene.reserve("y.png", { files: busy })).abandon();
    assertEquals(scene.names().length, 2);
    assertEquals(
      await sweepLeftovers(scene.at(), thisProcess, systemFiles),
      ["x-01234567.png"],
    );
    assertEquals(scene.names(), ["x-01234567.png"]);
  }));
