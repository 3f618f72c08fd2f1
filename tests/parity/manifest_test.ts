/** What `host/manifest_test.ts` leaves open of the original's manifest. */
import { assertEquals } from "@std/assert";
import { join } from "@std/path";
import manifest from "../../manifest.json" with { type: "json" };
import { hostTest, TEXT } from "../host/scene.ts";
import { assertShown } from "../host/shown.ts";

Deno.test("The manifest's metadata is the agreed one and nothing more", () => {
  assertEquals(manifest.metadata, {
    resolution: "planned",
    implementation_profile: "compiled-binary",
    setup_contract:
      "user-managed Codex CLI install and login; prebuilt program in bin/, no venv, no npm install, no SDK bootstrap",
    support_state: "experimental",
    surface_owner: "FastAPI model extension",
    headless_eligible: "conditional",
    linux_arm64_risk: "high",
  });
});

hostTest(
  "Neither readiness nor a job changes the extension's files",
  {},
  async ({ host, extension, fixture, folders }) => {
    const before = await contents(extension);
    await host.discover();
    await host.readiness([TEXT]);
    assertEquals(await fixture.published(), []);
    const params = { prompt: "a cat" };
    const ended = await host.generate({ job: "a", model: TEXT, params });
    await assertShown(ended, folders.workspace);
    assertEquals(await contents(extension), before);
  },
);

/** Every file's text below a folder, by its path; Python's own cache left out. */
async function contents(folder: string): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  for await (const { name, isDirectory } of Deno.readDir(folder)) {
    const path = join(folder, name);
    if (name === "__pycache__") continue;
    if (isDirectory) Object.assign(found, await contents(path));
    else found[path] = await Deno.readTextFile(path);
  }
  return found;
}
