/** The main job, whole, with genuine Codex CLIs against the stand-in service. */
import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { join } from "@std/path";
import {
  defaultPicture,
  fromBase64,
  jpeg,
  png,
  webp,
} from "../backend/pictures.ts";
import { withGenuine } from "../support/fixture.ts";
import { isHosted, succeeded, versions } from "./support.ts";
import { isLong } from "../support/pace.ts";

const PROMPT = "a red bicycle";

for (const version of versions) {
  Deno.test(`${version}: text becomes one published image`, async () => {
    await using scene = await withGenuine({
      version,
      script: { acts: [{ do: "draw" }] },
    });
    const { fixture, backend } = scene;
    const run = await fixture.run(["generate", "--prompt", PROMPT]);
    assertEquals(run.code, 0, run.stderr);
    const path = run.stdout.trimEnd();
    assertEquals(run.stdout, `${path}\n`);
    assertEquals(await fixture.published(), [
      path.slice(fixture.workspace.length + 1),
    ]);
    const [asked] = backend.requests.model;
    assertStringIncludes(asked?.prompt ?? "", PROMPT);
    assertEquals(
      await Deno.readFile(path),
      defaultPicture(asked?.prompt ?? ""),
    );
    assertEquals(await codexCopies(fixture.codexHome), []);
    await fixture.assertNothingLeft();
  });

  Deno.test(`${version}: images are attached in order, their roles by number`, async () => {
    await using scene = await withGenuine({
      version,
      script: { acts: [{ do: "draw" }] },
    });
    const { fixture, backend } = scene;
    const inputs = {
      "day.png": png(),
      "look.jpg": jpeg(),
      "tone.webp": webp(),
    };
    for (const [name, bytes] of Object.entries(inputs)) {
      await Deno.writeFile(join(fixture.workspace, name), bytes);
    }
    const run = await fixture.run([
      ...["generate", "--prompt", "make it night", "--json"],
      ...["--image", "day.png", "--reference", "look.jpg"],
      ...["--reference", "tone.webp", "--output", "night.png"],
    ]);
    const receipt = succeeded(run);
    assertEquals(receipt.mode, "image-to-image");
    assertEquals(receipt.path, join(fixture.workspace, "night.png"));
    assertEquals(receipt.codex.version, version);
    const [asked] = backend.requests.model;
    assertEquals(asked?.images.map(fromBase64), Object.values(inputs));
    const prompt = asked?.prompt ?? "";
    assertStringIncludes(prompt, "Image #1 is the picture to edit");
    assertStringIncludes(prompt, "Image #3 is a visual reference");
    assert(
      !prompt.includes(fixture.workspace),
      "a private path reached the text",
    );
    assertEquals(
      backend.requests.images("edit").length,
      isHosted(version) ? 0 : 1,
    );
    await fixture.assertNothingLeft();
  });

  Deno.test(`${version}: an agent that goes on working is stopped after its image`, async () => {
    await using scene = await withGenuine({
      version,
      script: { acts: [{ do: "draw" }, { do: "work", times: 1_000 }] },
    });
    const { fixture, backend } = scene;
    succeeded(await fixture.run(["generate", "--prompt", PROMPT, "--json"]));
    assert(backend.requests.count("model") < 100);
    await fixture.assertNothingLeft();
  });

  Deno.test(`${version}: npm's wrapper gives way to its native program`, async () => {
    await using scene = await withGenuine({
      version,
      script: { acts: [{ do: "draw" }] },
      wrapper: true,
    });
    const { fixture } = scene;
    const plan = await fixture.run([
      ...["generate", "--prompt", PROMPT, "--dry-run", "--json"],
    ]);
    assertStringIncludes(plan.stdout, "/vendor/");
    succeeded(await fixture.run(["generate", "--prompt", PROMPT, "--json"]));
    await fixture.assertNothingLeft();
  });

  Deno.test(`${version}: the user's MCP servers and notify are not started`, async () => {
    await using scene = await withGenuine({
      version,
      script: { acts: [{ do: "draw" }] },
      config: ["hangs", "with.dot", "with space", 'with"quote'].flatMap((
        name,
      ) => [
        `[mcp_servers.${JSON.stringify(name)}]`,
        'command = "sh"',
        'args = ["-c", "touch $HOME/started; exec sleep 60"]',
      ]).join("\n"),
    });
    const { fixture } = scene;
    const config = join(fixture.codexHome, "config.toml");
    await Deno.writeTextFile(
      config,
      `notify = ["sh", "-c", "touch $HOME/notified"]\n${await Deno
        .readTextFile(config)}`,
    );
    succeeded(await fixture.run(["generate", "--prompt", PROMPT, "--json"]));
    assertEquals(
      await Array.fromAsync(Deno.readDir(join(fixture.root, "home"))),
      [],
    );
    await fixture.assertNothingLeft();
  });
}

for (const version of isLong ? ["0.140.0"] : []) {
  Deno.test(`${version}: an image whose status stays \`generating\` counts`, async () => {
    await using scene = await withGenuine({
      version,
      script: { acts: [{ do: "draw", status: "generating" }] },
    });
    const { fixture } = scene;
    succeeded(await fixture.run(["generate", "--prompt", PROMPT, "--json"]));
    await fixture.assertNothingLeft();
  });
}

async function codexCopies(home: string): Promise<string[]> {
  const folder = join(home, "generated_images");
  const names: string[] = [];
  for await (const { name } of Deno.readDir(folder)) names.push(name);
  return names;
}
