/** The unpacked extension in a backend that imports generator.py. */
import { newestOf } from "../genuine/support.ts";
import { assert, assertEquals } from "@std/assert";
import manifest from "../../manifest.json" with { type: "json" };
import { fromBase64, png } from "../backend/pictures.ts";
import { IMAGE, TEXT } from "../host/scene.ts";
import { assertRefused } from "../host/shown.ts";
import { packagedTest } from "./scene.ts";
import { HELD, versions } from "./service.ts";

for (const version of newestOf(versions)) {
  packagedTest(
    `${version}: both nodes show exactly the picture that Codex made, and tell their steps`,
    { version },
    async ({ host, shows }) => {
      const { models, errors } = await host.discover();
      assertEquals([Object.keys(models), errors], [[TEXT, IMAGE], {}]);
      assertEquals(models[TEXT]?.module, `extensions.${manifest.id}.generator`);
      // A placeholder comes along, as later hosts send it.
      const text = await host.generate({
        job: "text",
        model: TEXT,
        image: png({ width: 1, height: 1, colour: [0, 0, 0, 0] }),
        params: { prompt: "a red bicycle" },
      });
      assertEquals((await shows(text, "a red bicycle")).images, []);
      const image = png({ colour: [1, 2, 3] });
      const edited = await host.generate({
        job: "image",
        model: IMAGE,
        image,
        params: { prompt: "make it night" },
      });
      const { images } = await shows(edited, "make it night");
      assertEquals(images.map(fromBase64), [image]);
      for (const job of ["text", "image"]) {
        const steps = host.progress(job);
        assert(steps.length > 0, job);
        assert(steps.every(({ pct, step }) => pct <= 100 && step !== ""));
      }
    },
  );

  packagedTest(
    `${version}: two jobs at once, and one more across a reload, get their own pictures`,
    { version },
    async ({ host, shows, turns, gate }) => {
      await host.discover();
      const words = `a ${HELD} dog`;
      await turns.oneMore(() =>
        host.start({ job: "held", model: TEXT, params: { prompt: words } })
      );
      await host.discover();
      await Promise.all(
        ([["a cat", TEXT], ["a hat", IMAGE]] as const).map(
          async ([prompt, model]) => {
            const job = {
              job: prompt,
              model,
              image: png(),
              params: { prompt },
            };
            await shows(await host.generate(job), prompt);
          },
        ),
      );
      gate.open();
      await shows(await host.ended("held"), words);
    },
  );
}

packagedTest(
  "An image of 10 MiB reaches Codex whole; one of 12 MB is refused in words",
  {},
  async ({ host, shows, backend }) => {
    await host.discover();
    const image = png({ bytes: 10_485_760 });
    const params = { prompt: "make it night" };
    const whole = await host.generate({
      job: "a",
      model: IMAGE,
      image,
      params,
    });
    await shows(whole, "make it night");
    const asked = backend.requests.count("model");
    const large = await host.generate({
      job: "b",
      model: IMAGE,
      image: png({ bytes: 12_000_000 }),
      params,
    });
    assertRefused(large, "request/invalid_input_image");
    assertEquals(backend.requests.count("model"), asked);
  },
);
