import { assert, assertEquals } from "@std/assert";
import { join } from "@std/path";
import { Backend } from "../backend/backend.ts";
import { defaultPicture, fromBase64, jpeg } from "../backend/pictures.ts";
import { genuineCodex } from "../support/codex_cache.ts";
import { MinimalClient } from "../support/minimal_client.ts";
import { versions } from "./support.ts";

const PROMPT = "a red bicycle, side view";

for (const version of versions) {
  Deno.test(`Codex ${version} hands over the service's exact bytes`, async () => {
    const codex = await genuineCodex(version);
    const folder = await Deno.makeTempDir({ prefix: "modly-protocol-" });
    try {
      await using backend = Backend.start({ acts: [{ do: "draw" }] });
      await using client = await connect(codex.native, folder, backend);
      const thread = await client.open(folder);
      const item = await client.draw(thread, PROMPT);
      const expected = defaultPicture(PROMPT);
      assertEquals(fromBase64(item.result), expected);
      assert(item.savedPath);
      assertEquals(await Deno.readFile(item.savedPath), expected);
      const [first] = backend.requests.model;
      assertEquals(first?.prompt, PROMPT);
      assertEquals(first?.images, []);
      assertEquals(
        first?.mechanism,
        version === "0.122.0" ? "hosted" : "exec",
      );
    } finally {
      await Deno.remove(folder, { recursive: true });
    }
  });

  Deno.test(`Codex ${version} sends an attached image to the service`, async () => {
    const codex = await genuineCodex(version);
    const folder = await Deno.makeTempDir({ prefix: "modly-protocol-" });
    try {
      const input = join(folder, "input.jpg");
      await Deno.writeFile(input, jpeg());
      await using backend = Backend.start({ acts: [{ do: "draw" }] });
      await using client = await connect(codex.native, folder, backend);
      const thread = await client.open(folder);
      const item = await client.draw(thread, PROMPT, [input]);
      assertEquals(fromBase64(item.result), defaultPicture(PROMPT));
      const [first] = backend.requests.model;
      assertEquals(first?.images.map(fromBase64), [jpeg()]);
      const edits = backend.requests.images("edit");
      assertEquals(edits.length, version === "0.122.0" ? 0 : 1);
      for (const edit of edits) {
        assertEquals(
          edit.images.map((image) => fromBase64(image.image_url)),
          [jpeg()],
        );
      }
    } finally {
      await Deno.remove(folder, { recursive: true });
    }
  });
}

async function connect(
  native: string,
  folder: string,
  backend: Backend,
): Promise<MinimalClient> {
  const home = join(folder, "home");
  await Deno.mkdir(home);
  const env = await backend.home(home, { kind: "chatgpt", plan: "plus" });
  return new MinimalClient(native, { ...env, HOME: folder, PATH: "" });
}
