import { Failure } from "../../errors/failure.ts";
import { extensionFor } from "../../image/extension.ts";
import { succeeds } from "../../output/file_errors.ts";
import { checkPlace } from "../../output/place.ts";
import type { Published } from "../../output/publish.ts";
import type { Reservation } from "../../output/reservation.ts";
import { reserveOutput } from "../../output/reserve.ts";
import { systemFiles } from "../../output/system_files.ts";
import { parseTarget } from "../../output/target.ts";
import { openWorkspace } from "../../output/workspace.ts";
import { currentFolder } from "../../system/current_folder.ts";
import { sha256 } from "../../system/sha256.ts";
import { orCopyAt } from "../codex_copy.ts";
import type {
  Recoverable,
  Recovered,
  RecoveryOptions,
  RecoveryWish,
} from "./recoverable.ts";
import { recoveredWarning, withRecovered } from "../recovered.ts";
import { chooseRecoverable, named } from "./choice.ts";
import { type FoundImage, searchImages } from "./search.ts";

/**
 * Publishes one image that was made and never published, by the rules of any
 * job. Our own leftover goes once it is published; Codex's copy stays.
 *
 * @throws {Failure} `output/unknown_image`, `output/invalid_target`,
 * `output/unsupported_extension`, `output/already_exists`,
 * `output/workspace_unusable`, `output/persist_failed`, `runtime/cancelled`
 */
export async function publishRecovered(
  { id, target: asked, into, overwrite }: RecoveryWish,
  options: RecoveryOptions,
): Promise<Recovered> {
  const workspace = await openWorkspace(
    into ?? options.workspace,
    currentFolder(),
  );
  const { image, source } = await find(id, options);
  const target = parseTarget(asked ?? usualTarget(image));
  await checkPlace(workspace, target, { overwrite });
  const bytes = await readAgain({ image, source });
  const reservation = await reserveOutput(workspace, target, {
    overwrite,
    mode: "recovered",
    id: image.id,
  });
  try {
    const published = await orCopyAt(image.path, async () => {
      await reservation.secure(bytes, image.format);
      return await reservation.publish();
    });
    const warnings = await tidy(image, published, reservation);
    return { path: published.path, image, warnings };
  } catch (thrown) {
    throw withRecovered(thrown, reservation);
  } finally {
    await reservation.abandon();
  }
}

/** Among the newest first: a list has no others, and all may be many. */
async function find(id: string, options: RecoveryOptions): Promise<FoundImage> {
  const { found, older } = await searchImages(options);
  return older === 0 || named(found, id).length > 0
    ? chooseRecoverable(found, id)
    : chooseRecoverable((await searchImages(options, Infinity)).found, id);
}

function usualTarget({ id, format }: Recoverable): string {
  return `codex/recovered-${id}${extensionFor(format)}`;
}

async function readAgain(
  { image, source }: FoundImage,
): Promise<Uint8Array> {
  const bytes = await source.read();
  if (bytes && sha256(bytes) === image.sha256) return bytes;
  throw new Failure("output/unknown_image", {
    message: "The image was moved or changed while it was looked for",
  });
}

/**
 * Removes the file that the image came from, if it is ours; gives back what the
 * user should know. Reserving the place may just have given it, and others, a
 * visible name: it does so for whatever dead jobs left in the target's folder.
 */
async function tidy(
  image: Recoverable,
  published: Published,
  { recovered }: Reservation,
): Promise<readonly string[]> {
  const warnings = [...published.warnings];
  for (const path of [image.path, ...recovered]) {
    const isOurs = image.place !== "codex" && path !== published.path;
    if (isOurs && await holds(path, image.sha256)) {
      if (await succeeds(systemFiles.remove(path))) continue;
      warnings.push(`The file it came from could not be removed: ${path}`);
    } else if (path !== image.path) warnings.push(recoveredWarning(path));
  }
  return warnings;
}

async function holds(path: string, hash: string): Promise<boolean> {
  try {
    return sha256(await systemFiles.read(path)) === hash;
  } catch {
    // It is no longer there.
    return false;
  }
}
