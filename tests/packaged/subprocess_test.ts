/** The unpacked extension where hosts start the binary as `python runner.py`. */
import { newestOf } from "../genuine/support.ts";
import { assert, assertEquals } from "@std/assert";
import { fromBase64, png } from "../backend/pictures.ts";
import { IMAGE, TEXT } from "../host/scene.ts";
import { packagedTest } from "./scene.ts";
import { versions } from "./service.ts";

const mode = "subprocess" as const;

for (const version of newestOf(versions)) {
  packagedTest(
    `${version}: the binary as the host's Python makes images in both nodes, switches and ends`,
    { version, mode },
    async ({ host, shows }) => {
      const { models, errors } = await host.discover();
      assertEquals([Object.keys(models), errors], [[TEXT, IMAGE], {}]);
      assertEquals(models[TEXT]?.killable, true);
      const image = png({ colour: [1, 2, 3] });
      for (const [at, model] of [TEXT, IMAGE, TEXT].entries()) {
        const prompt = `picture-${at}-`;
        const job = { job: prompt, model, image, params: { prompt } };
        const { images } = await shows(await host.generate(job), prompt);
        assertEquals(images.map(fromBase64), model === IMAGE ? [image] : []);
        assert(host.progress(prompt).length > 0);
        await host.unload(model);
      }
      for (const model of [TEXT, IMAGE]) {
        const { code, junk } = await host.shutDown(model);
        assertEquals([code, junk], [0, []]);
      }
      assertEquals((await host.discover()).models[TEXT]?.downloaded, true);
      const again = { job: "again", model: TEXT, params: { prompt: "again" } };
      await shows(await host.generate(again), "again");
    },
  );
}

packagedTest(
  "The binary survives junk and half lines, and works in both nodes at once",
  {
    mode,
  },
  async ({ host, shows }) => {
    await host.discover();
    const { statuses } = await host.readiness([TEXT]);
    assertEquals(statuses[TEXT]?.label_hint, "Ready");
    await host.say(
      TEXT,
      '\n\nnot json\n{"action":\n[]\n5\n{"action":"generate"\n',
    );
    await Promise.all(
      ([["a cat", TEXT], ["a hat", IMAGE]] as const).map(
        async ([prompt, model]) => {
          const job = { job: prompt, model, image: png(), params: { prompt } };
          await shows(await host.generate(job), prompt);
        },
      ),
    );
  },
);
