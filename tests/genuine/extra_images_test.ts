/** More than one image, and images that come late, with genuine Codex CLIs. */
import { assert, assertEquals } from "@std/assert";
import { join } from "@std/path";
import { Gate } from "../backend/gate.ts";
import { invalidPrompt } from "../backend/failures.ts";
import { withGenuine } from "../support/fixture.ts";
import { failed, newestOf, succeeded, versions } from "./support.ts";

for (const version of newestOf(versions)) {
  Deno.test(`${version}: two images are both kept and named, none is published`, async () => {
    await using scene = await withGenuine({
      version,
      script: { acts: [{ do: "draw", count: 2 }] },
    });
    const { fixture } = scene;
    const run = await fixture.run([
      ...["generate", "--prompt", "a cat", "--output", "cat.png", "--json"],
    ]);
    if (run.code === 0) {
      // The interrupt came before the second image was finished.
      assertEquals(await fixture.published(), ["cat.png"]);
      return;
    }
    const { evidence } = failed(run, "runtime/multi_output_not_supported", 7);
    assert(Array.isArray(evidence.paths) && evidence.paths.length === 2);
    for (const path of evidence.paths) {
      assert((await Deno.stat(String(path))).size > 0);
    }
    await fixture.assertNothingLeft();
  });

  Deno.test(`${version}: an image counts although its turn fails`, async () => {
    await using scene = await withGenuine({
      version,
      script: { acts: [{ do: "draw" }, invalidPrompt] },
    });
    const { fixture } = scene;
    succeeded(await fixture.run(["generate", "--prompt", "a cat", "--json"]));
    await fixture.assertNothingLeft();
  });
}

for (const version of newestOf(versions)) {
  Deno.test(`${version}: a stream that breaks off once costs nothing but time`, async () => {
    await using scene = await withGenuine({
      version,
      script: { acts: [{ do: "cut" }, { do: "draw" }] },
    });
    const { fixture } = scene;
    succeeded(await fixture.run(["generate", "--prompt", "a cat", "--json"]));
    await fixture.assertNothingLeft();
  });

  Deno.test(`${version}: an image counts although the stream breaks off after it`, async () => {
    await using scene = await withGenuine({
      version,
      script: { acts: [{ do: "draw" }, { do: "cut", times: Infinity }] },
    });
    const { fixture } = scene;
    succeeded(await fixture.run(["generate", "--prompt", "a cat", "--json"]));
    await fixture.assertNothingLeft();
  });
}

for (const version of newestOf(["0.145.0", "0.169.0"])) {
  Deno.test(`${version}: an image that comes after its turn has ended is waited for`, async () => {
    const drawn = new Gate();
    await using scene = await withGenuine({
      version,
      script: {
        acts: [{ do: "draw", hold: drawn, yieldMs: 200 }, { do: "say" }],
      },
    });
    const { fixture, backend } = scene;
    const running = await fixture.start([
      ...["generate", "--prompt", "a cat", "--output", "late.png", "--json"],
    ]);
    // The model's second request is its last: the turn ends with its answer.
    await backend.requests.arrived("model", 2);
    drawn.open();
    const receipt = succeeded(await running.result);
    assertEquals(receipt.path, join(fixture.workspace, "late.png"));
    await fixture.assertNothingLeft();
  });
}
