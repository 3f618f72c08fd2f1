/** What `recover --json` lists, as strictly as its readers may take it. */
import { assert, assertEquals } from "@std/assert";
import { join } from "@std/path";
import * as z from "zod";
import type { Fixture } from "../support/fixture.ts";

/** One image that waits. */
export const recoverable = z.strictObject({
  id: z.string().regex(/^[0-9a-f]{8}$/),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  place: z.enum(["workspace", "kept", "codex"]),
  format: z.enum(["png", "jpeg", "webp"]),
  width: z.int().positive(),
  height: z.int().positive(),
  bytes: z.int().positive(),
  madeAt: z.iso.datetime(),
  path: z.string(),
});
export type Recoverable = z.infer<typeof recoverable>;

const listing = z.strictObject({
  schemaVersion: z.literal(1),
  ok: z.literal(true),
  workspace: z.string(),
  images: z.array(recoverable),
  warnings: z.array(z.string()),
});

/** Lists the images that wait, with the real program. */
export async function listRecoverable(
  fixture: Fixture,
  workspace: string = fixture.workspace,
): Promise<z.infer<typeof listing>> {
  const args = ["recover", "--json", "--workspace", workspace];
  const run = await fixture.run(args);
  assertEquals([run.code, run.stderr], [0, ""]);
  return listing.parse(run.json());
}

/** The same where one has to wait, and no more. */
export async function onlyRecoverable(fixture: Fixture): Promise<Recoverable> {
  const { images } = await listRecoverable(fixture);
  const [first] = images;
  assert(first && images.length === 1, JSON.stringify(images));
  return first;
}

/** Puts a file where Codex puts its images; gives back its path. */
export async function saveAsCodex(
  { codexHome }: Fixture,
  name: string,
  bytes: Uint8Array,
): Promise<string> {
  const folder = join(codexHome, "generated_images", "thread-1");
  await Deno.mkdir(folder, { recursive: true });
  await Deno.writeFile(join(folder, name), bytes);
  return join(folder, name);
}
