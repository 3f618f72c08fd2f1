import { assert, assertEquals, assertRejects } from "@std/assert";
import { join } from "@std/path";
import {
  readSavedImage,
  removeSavedImage,
} from "../../src/codex/saved_image.ts";
import { inFolder } from "../support/folder.ts";
import { inTime, utf8 } from "./support_codex.ts";

interface Home {
  /** Codex's home. */
  readonly home: string;
  /** A thread's folder of images. */
  readonly images: string;
  /** A folder that is not Codex's. */
  readonly outside: string;
}

async function inHome(run: (home: Home) => Promise<void>): Promise<void> {
  await inFolder(async (folder) => {
    const home = join(folder, "codex");
    const images = join(home, "generated_images", "t1");
    const outside = join(folder, "outside");
    await Deno.mkdir(images, { recursive: true });
    await Deno.mkdir(outside);
    await run({ home, images, outside });
  });
}

/** Whether `path` is read; a text says what is in it. */
async function outcome(path: string, home: string | undefined, max = 100) {
  const saved = await inTime(readSavedImage(path, home, max));
  return saved.kind === "read"
    ? new TextDecoder().decode(saved.bytes)
    : saved.kind;
}

Deno.test("readSavedImage() reads a file in a thread's folder of Codex's images", () =>
  inHome(async ({ home, images }) => {
    const path = join(images, "ig 1ä.png");
    await Deno.writeTextFile(path, "picture");
    assertEquals(await readSavedImage(path, home, 100), {
      kind: "read",
      path,
      bytes: utf8("picture"),
    });
  }));

Deno.test("readSavedImage() takes a file of exactly the limit and none larger", () =>
  inHome(async ({ home, images }) => {
    const path = join(images, "a.png");
    await Deno.writeTextFile(path, "1234567");
    assertEquals(await outcome(path, home, 7), "1234567");
    assertEquals(await outcome(path, home, 6), "refused");
  }));

Deno.test("readSavedImage() refuses what is not there", () =>
  inHome(async ({ home, images }) => {
    assertEquals(await outcome(join(images, "a.png"), home), "refused");
    assertEquals(await outcome(join(home, "no", "a.png"), home), "refused");
    assertEquals(await outcome(join(images, "a\0.png"), home), "refused");
  }));

Deno.test("readSavedImage() refuses a file anywhere else", () =>
  inHome(async ({ home, images, outside }) => {
    const places = [
      join(outside, "a.png"),
      join(home, "auth.json"),
      join(home, "generated_images", "a.png"),
      join(images, "deeper", "a.png"),
    ];
    await Deno.mkdir(join(images, "deeper"));
    for (const path of places) {
      await Deno.writeTextFile(path, "secret");
      assertEquals(await outcome(path, home), "refused", path);
    }
    const climbing = `${images}/../../../outside/a.png`;
    assertEquals(await outcome(climbing, home), "refused");
  }));

Deno.test("readSavedImage() refuses a relative path and an unknown home", () =>
  inHome(async ({ home, images }) => {
    const path = join(images, "a.png");
    await Deno.writeTextFile(path, "picture");
    assertEquals(await outcome("generated_images/t1/a.png", home), "refused");
    assertEquals(await outcome(path, undefined), "refused");
  }));

Deno.test("readSavedImage() refuses a directory", () =>
  inHome(async ({ home, images }) => {
    await Deno.mkdir(join(images, "a.png"));
    assertEquals(await outcome(join(images, "a.png"), home), "refused");
    assertEquals(await outcome(join(images, ".."), home), "refused");
  }));

// Windows has no FIFOs, and making links there needs a right of its own.
if (Deno.build.os !== "windows") {
  Deno.test("readSavedImage() refuses a link, even to another image of Codex's", () =>
    inHome(async ({ home, images, outside }) => {
      await Deno.writeTextFile(join(outside, "secret"), "secret");
      await Deno.writeTextFile(join(images, "real.png"), "picture");
      await Deno.symlink(join(outside, "secret"), join(images, "a.png"));
      await Deno.symlink("real.png", join(images, "b.png"));
      assertEquals(await outcome(join(images, "a.png"), home), "refused");
      assertEquals(await outcome(join(images, "b.png"), home), "refused");
    }));

  Deno.test("readSavedImage() refuses a thread's folder that is a link to elsewhere", () =>
    inHome(async ({ home, outside }) => {
      await Deno.writeTextFile(join(outside, "a.png"), "secret");
      await Deno.symlink(outside, join(home, "generated_images", "t2"));
      const path = join(home, "generated_images", "t2", "a.png");
      assertEquals(await outcome(path, home), "refused");
    }));

  Deno.test("readSavedImage() takes a home that is itself reached by a link", () =>
    inHome(async ({ home, images, outside }) => {
      await Deno.writeTextFile(join(images, "a.png"), "picture");
      const linked = join(outside, "home");
      await Deno.symlink(home, linked);
      const path = join(linked, "generated_images", "t1", "a.png");
      assertEquals(await outcome(path, linked), "picture");
      assertEquals(await outcome(join(images, "a.png"), linked), "picture");
    }));

  Deno.test("readSavedImage() is not held by a FIFO", () =>
    inHome(async ({ home, images }) => {
      const path = join(images, "a.png");
      const { success } = await new Deno.Command("mkfifo", { args: [path] })
        .output();
      assert(success);
      assertEquals(await outcome(path, home), "refused");
    }));
}

Deno.test("removeSavedImage() removes the copy and the folder that it leaves empty", () =>
  inHome(async ({ home, images }) => {
    const path = join(images, "a.png");
    await Deno.writeTextFile(path, "picture");
    assertEquals(await removeSavedImage(path, home), true);
    await assertRejects(() => Deno.lstat(images), Deno.errors.NotFound);
    assert((await Deno.lstat(join(home, "generated_images"))).isDirectory);
  }));

Deno.test("removeSavedImage() leaves other images of the thread", () =>
  inHome(async ({ home, images }) => {
    const path = join(images, "a.png");
    await Deno.writeTextFile(path, "picture");
    await Deno.writeTextFile(join(images, "b.png"), "another");
    assertEquals(await removeSavedImage(path, home), true);
    assertEquals(await Deno.readTextFile(join(images, "b.png")), "another");
  }));

Deno.test("removeSavedImage() never removes a file outside Codex's images", () =>
  inHome(async ({ home, images, outside }) => {
    const path = join(outside, "a.png");
    await Deno.writeTextFile(path, "mine");
    for (const named of [path, `${images}/../../../outside/a.png`]) {
      assertEquals(await removeSavedImage(named, home), false);
      assertEquals(await removeSavedImage(named, undefined), false);
    }
    assertEquals(await Deno.readTextFile(path), "mine");
  }));

Deno.test("removeSavedImage() says that a copy is gone which somebody else removed", () =>
  inHome(async ({ home, images }) => {
    assertEquals(await removeSavedImage(join(images, "a.png"), home), true);
  }));
