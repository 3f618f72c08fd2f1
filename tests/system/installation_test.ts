import { assert, assertEquals } from "@std/assert";
import { join } from "@std/path";
import {
  extensionFolders,
  installationFolders,
} from "../../src/system/installation.ts";

Deno.test("installationFolders() is the checkout when run from source", async () => {
  const folders = await installationFolders();
  assertEquals(folders.length, 1);
  const [checkout = ""] = folders;
  assert((await Deno.stat(join(checkout, "policy", "default.json"))).isFile);
});

Deno.test("extensionFolders() finds the extension around bin/<os>-<arch>", async () => {
  const root = await Deno.makeTempDir();
  try {
    const extension = join(root, "extension");
    const program = join(extension, "bin", "linux-x86_64");
    await Deno.mkdir(program, { recursive: true });
    assertEquals(await extensionFolders(program), []);

    await Deno.writeTextFile(join(extension, "manifest.json"), "{}");
    assertEquals(await extensionFolders(program), [extension]);
    assertEquals(await extensionFolders(join(extension, "bin")), [extension]);
    // Three up is a stranger's.
    assertEquals(await extensionFolders(join(program, "deeper")), []);
  } finally {
    await Deno.remove(root, { recursive: true });
  }
});

Deno.test("extensionFolders() ends at the root of the disk", async () => {
  assertEquals(await extensionFolders("/"), []);
});
