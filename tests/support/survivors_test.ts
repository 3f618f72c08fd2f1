import { assertEquals, assertRejects } from "@std/assert";
import { assertNothingLeft, MARKER, survivors } from "./survivors.ts";

const onlyLinux = { ignore: Deno.build.os !== "linux" };

Deno.test(
  "A process that carries the marker is found and ended",
  onlyLinux,
  async () => {
    const temporary = await Deno.makeTempDir();
    const run = crypto.randomUUID();
    const child = new Deno.Command("sleep", {
      args: ["60"],
      env: { [MARKER]: run },
      stdin: "null",
      stdout: "null",
      stderr: "null",
    }).spawn();
    try {
      assertEquals((await survivors(run)).map((one) => one.pid), [child.pid]);
      await assertRejects(
        () => assertNothingLeft(run, temporary, 100),
        Error,
        "still alive: ",
      );
      assertEquals((await child.status).signal, "SIGKILL");
      await assertNothingLeft(run, temporary);
    } finally {
      await Deno.remove(temporary, { recursive: true });
    }
  },
);

Deno.test("A file in the temporary folder is told by name", async () => {
  const temporary = await Deno.makeTempDir();
  try {
    await Deno.writeTextFile(`${temporary}/forgotten.png`, "");
    await assertRejects(
      () => assertNothingLeft(crypto.randomUUID(), temporary),
      Error,
      "forgotten.png",
    );
  } finally {
    await Deno.remove(temporary, { recursive: true });
  }
});
