/** Every form in which hosts and callers send reference images. */
import { assertEquals } from "@std/assert";
import { join } from "@std/path";
import { png, toBase64 } from "../backend/pictures.ts";
import { askedTurns } from "./asked.ts";
import { hostTest, IMAGE } from "./scene.ts";
import { assertRefused, assertShown } from "./shown.ts";

hostTest(
  "References come in every form that hosts know",
  {},
  async ({ host, folders, codex }) => {
    await host.discover();
    const staged = join(folders.workspace, ".modly-private-inputs", "job");
    await Deno.mkdir(staged, { recursive: true });
    const file = async (name: string) => {
      const path = join(staged, name);
      await Deno.writeFile(path, png({ colour: [name.length, 2, 3] }), {
        mode: 0o600,
      });
      return path;
    };
    const one = await file("slot-2-left.png");
    const two = await file("slot-4-right.long.png");
    const data = toBase64(png({ colour: [9, 9, 9] }));
    const forms: Record<string, [Record<string, unknown>, number]> = {
      "named sides": [{ left_image_path: one, right_image_path: two }, 2],
      "slots with gaps": [{ extra_image_paths: [one, null, two] }, 2],
      "a list": [{ reference_images: [one, { path: two }] }, 2],
      "base64 and a data URI": [
        {
          reference_images: [
            { base64: data },
            `data:image/png;base64,${toBase64(png())}`,
          ],
        },
        2,
      ],
      "a single one": [{ referenceImagePaths: one }, 1],
      "the same twice": [{ left_image_path: one, extra_image_paths: [one] }, 1],
    };
    const image = png({ colour: [77, 7, 7] });
    await Promise.all(
      Object.entries(forms).map(async ([job, [params]]) =>
        assertShown(
          await host.generate({
            job,
            model: IMAGE,
            image,
            params: { ...params, prompt: job },
          }),
          folders.workspace,
        )
      ),
    );
    await Deno.remove(staged, { recursive: true });
    const turns = await askedTurns(codex);
    for (const [job, [, references]] of Object.entries(forms)) {
      const turn = turns.find(({ words }) => words.includes(job));
      assertEquals(turn?.images, 1 + references, job);
    }
  },
);

hostTest(
  "A staged reference that is gone is named, and nothing is paid for",
  {},
  async ({ host, codex }) => {
    await host.discover();
    const params = {
      prompt: "edit",
      extra_image_paths: [null, "/nowhere/slot-3-back.png"],
    };
    const ended = await host.generate({
      job: "a",
      model: IMAGE,
      image: png(),
      params,
    });
    assertRefused(ended, "request/invalid_input_image");
    assertEquals(await askedTurns(codex), []);
  },
);
