/** The unpacked process extension, in a worker thread as Modly runs it. */
import { newestOf } from "../genuine/support.ts";
import { assert, assertEquals } from "@std/assert";
import { dirname, join } from "@std/path";
import { Gate } from "../backend/gate.ts";
import { fromBase64, png } from "../backend/pictures.ts";
import { type ProcessEvent, ProcessHost } from "../host/process_host.ts";
import { quiet } from "../host/quiet.ts";
import { withGenuine } from "../support/fixture.ts";
import {
  assertDrawn,
  drawsUnlessHeld,
  HELD,
  Turns,
  versions,
} from "./service.ts";
import { unpackModel, unpackProcess } from "./unpack.ts";

const nodeId = "text-to-image";

function fileOf(events: readonly ProcessEvent[]): string {
  const last = events.at(-1);
  assert(last?.type === "done", JSON.stringify(last));
  return last.result.filePath;
}

for (const version of newestOf(versions)) {
  Deno.test({
    name:
      `${version}: processor.js makes images of text and of an image, and ends with its worker`,
    ignore: Deno.build.os === "windows",
    fn: async () => {
      const gate = new Gate();
      await using scene = await withGenuine({
        version,
        script: drawsUnlessHeld(gate),
      });
      const { fixture, backend } = scene;
      const { workspace } = fixture;
      const { folder } = await unpackProcess(fixture.root);
      {
        await using host = new ProcessHost(folder, workspace, fixture.env);
        const events = await host.run({ text: "a red bicycle", nodeId });
        assert(events.some(({ type }) => type === "progress"));
        await assertDrawn(backend, fileOf(events), "a red bicycle");
        assert(fileOf(events).startsWith(`${workspace}/`));

        const filePath = join(workspace, "day.png");
        await Deno.writeFile(filePath, png());
        const edited = await host.run({
          ...{ filePath, text: "make it night", nodeId: "image-to-image" },
        });
        const { images } = await assertDrawn(
          backend,
          fileOf(edited),
          "make it night",
        );
        assertEquals(images.map(fromBase64), [png()]);

        const before = await fixture.published();
        await new Turns(backend, version).oneMore(() =>
          host.start({ text: HELD, nodeId })
        );
        await host.terminate();
        await quiet(fixture, "process_host.cjs");
        assertEquals(await fixture.published(), before);
      }
      await fixture.assertNothingLeft();
    },
  });
}

Deno.test({
  name:
    "processor.js without a program says so, and takes the model extension's",
  ignore: Deno.build.os === "windows",
  fn: async () => {
    await using scene = await withGenuine({
      version: "0.169.0",
      script: { acts: [{ do: "draw" }] },
    });
    const { fixture, backend } = scene;
    const { folder, program } = await unpackProcess(fixture.root);
    await Deno.remove(program);
    {
      await using host = new ProcessHost(
        folder,
        fixture.workspace,
        fixture.env,
      );
      const input = { text: "a cat", nodeId };
      const last = (await host.run(input)).at(-1);
      assert(last?.type === "error", JSON.stringify(last));
      assert(last.message.endsWith(" (setup/binary_missing)"), last.message);
      await unpackModel(dirname(folder));
      await assertDrawn(backend, fileOf(await host.run(input)), "a cat");
    }
    await fixture.assertNothingLeft();
  },
});
