// Proves when a claim counts and that of several jobs with one target exactly
// one goes on.
import { assertEquals, assertRejects } from "@std/assert";
import { Failure } from "../../src/errors/failure.ts";
import {
  CLAIM_LIFETIME_MS,
  claimName,
  isStale,
  originalClaimName,
  UNREADABLE_CLAIM_MS,
} from "../../src/output/claim.ts";
import { newToken, type Owner, thisProcess } from "../../src/output/owner.ts";
import { systemFiles } from "../../src/output/system_files.ts";
import { filesWith, inScene, picture } from "./support.ts";

const token = "0123456789abcdef";
const us: Owner = {
  pid: 10,
  host: "here",
  held: new Set([token]),
  isAlive: (pid) => pid === 20,
  upMs: () => 3_600_000,
};
const claimOf = (pid: number, host = "here", held = token) => ({
  claim: { pid, host, token: held, stem: "x" },
  ageMs: 1_000,
});

Deno.test("isStale() goes by the process, on this computer only, and by age", () => {
  assertEquals(isStale(claimOf(20), us), false);
  assertEquals(isStale(claimOf(30), us), true);
  assertEquals(isStale(claimOf(30, "elsewhere"), us), false);
  const old = { ageMs: CLAIM_LIFETIME_MS + 1 };
  assertEquals(isStale({ ...claimOf(30, "elsewhere"), ...old }, us), true);
  assertEquals(isStale({ ...claimOf(20), ...old }, us), true);
});

Deno.test("isStale() holds no process alive across a start of the computer", () => {
  const before = { ageMs: us.upMs() + 61_000 };
  assertEquals(isStale({ ...claimOf(20), ...before }, us), true);
  assertEquals(isStale({ ...claimOf(20), ageMs: us.upMs() }, us), false);
  assertEquals(isStale({ ...claimOf(20, "elsewhere"), ...before }, us), false);
});

Deno.test("isStale() knows its own claims from those of an earlier process with its number", () => {
  assertEquals(isStale(claimOf(10), us), false);
  assertEquals(isStale(claimOf(10, "here", newToken()), us), true);
});

Deno.test("isStale() gives a claim that is being written a moment", () => {
  const unreadable = { claim: undefined };
  const ageMs = UNREADABLE_CLAIM_MS;
  assertEquals(isStale({ ...unreadable, ageMs }, us), false);
  assertEquals(isStale({ ...unreadable, ageMs: ageMs + 1 }, us), true);
});

Deno.test("originalClaimName() knows a claim file, also one that was moved aside", () => {
  const name = claimName("x");
  assertEquals(originalClaimName(name), name);
  assertEquals(originalClaimName(`${name}.${token}`), name);
  for (const other of [`a${name}`, `${name}.png`, `${name}.${token}.png`, ""]) {
    assertEquals(originalClaimName(other), undefined);
  }
});

Deno.test("claims of one stem exclude each other, whatever the extension, case or form", () => {
  assertEquals(claimName("Ä"), claimName("a\u0308"));
  return inScene(async (scene) => {
    const first = await scene.reserve("x.png");
    for (const target of ["x.png", "x.jpg", "X.webp"]) {
      for (const overwrite of [false, true]) {
        const failure = await assertRejects(
          () => scene.reserve(target, { overwrite }),
          Failure,
          "Another job",
        );
        assertEquals(failure.code, "output/already_exists");
      }
    }
    await (await scene.reserve("y.png")).abandon();
    await first.abandon();
    await (await scene.reserve("x.jpg")).abandon();
    assertEquals(scene.names(), []);
  });
});

Deno.test("of 20 jobs with one target exactly one goes on", () =>
  inScene(async (scene) => {
    const tries = await Promise.allSettled(
      Array.from({ length: 20 }, () => scene.reserve("a/x.png")),
    );
    const won = tries.filter((one) => one.status === "fulfilled");
    assertEquals(won.length, 1);
    for (const one of tries) {
      if (one.status === "fulfilled") continue;
      assertEquals(Failure.from(one.reason).code, "output/already_exists");
    }
    await won[0]?.value.secure(picture, "png");
    await won[0]?.value.publish();
    assertEquals(scene.names("a"), ["x.png"]);
    await assertRejects(() => scene.reserve("a/x.png"), Failure, "already");
  }));

Deno.test("20 jobs in one folder make 20 files, even with one id", () =>
  inScene(async (scene) => {
    const reservations = await Promise.all(
      Array.from({ length: 20 }, () => scene.reserve("a")),
    );
    const published = await Promise.all(
      reservations.map(async (reservation, n) => {
        await reservation.secure(picture.subarray(n), "png");
        return (await reservation.publish()).path;
      }),
    );
    assertEquals(new Set(published).size, 20);
    for (const [n, path] of published.entries()) {
      assertEquals(await Deno.readFile(path), picture.subarray(n));
    }
    assertEquals(scene.names("a").length, 20);
  }));

Deno.test("a job whose claim was taken away before it goes on gives up", () =>
  inScene(async (scene) => {
    const files = filesWith({
      createNew: async (path, mode) => {
        if (path.endsWith(".part")) await Deno.remove(scene.at(claimName("x")));
        return await systemFiles.createNew(path, mode);
      },
    });
    await assertRejects(
      () => scene.reserve("x.png", { files }),
      Failure,
      "Another job",
    );
    assertEquals(scene.names(), []);
  }));

Deno.test("a job that ends leaves somebody else's claim alone", () =>
  inScene(async (scene) => {
    const reservation = await scene.reserve("x.png");
    const theirs = JSON.stringify({ ...claimOf(1).claim });
    await Deno.writeTextFile(scene.at(claimName("x")), theirs);
    await reservation.abandon();
    assertEquals(scene.names(), [claimName("x")]);
  }));

Deno.test("this process is alive, and one that has ended is not", async () => {
  assertEquals(thisProcess.isAlive(Deno.pid), true);
  const child = new Deno.Command(Deno.execPath(), {
    args: ["--version"],
    stdout: "null",
  }).spawn();
  await child.status;
  assertEquals(thisProcess.isAlive(child.pid), false);
});
