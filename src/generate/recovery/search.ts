import { Failure } from "../../errors/failure.ts";
import { PublishedImages } from "../../output/published_images.ts";
import { systemFiles } from "../../output/system_files.ts";
import { wholeImage } from "../../output/whole_image.ts";
import { currentFolder } from "../../system/current_folder.ts";
import { sha256 } from "../../system/sha256.ts";
import { givenWorkspace } from "../../output/workspace.ts";
import type {
  Recoverable,
  RecoveryOptions,
  RecoveryReport,
} from "./recoverable.ts";
import type { Source } from "./source.ts";
import { findSources } from "./sources.ts";

/** An image that was found, and its file. */
export interface FoundImage {
  readonly image: Recoverable;
  readonly source: Source;
}

/** What a search brought. */
export interface Search {
  readonly found: readonly FoundImage[];
  /** How many images of Codex's were not looked into, all older ones. */
  readonly older: number;
  readonly warnings: readonly string[];
}

/** Digits of an id: of a thousand images, two share one in one of 8,000 cases. */
const ID_DIGITS = 8;

/** How many images of Codex's folder a list takes, the newest. */
const CODEX_LISTED = 50;

/**
 * Looks for images that were made and never published. One that lies at several
 * places counts once, where it is nearest; one whose bytes are in the workspace
 * is published. Changes nothing and starts nothing.
 *
 * @param mostOfCodex How many images of Codex's folder are looked into.
 * @throws {Failure} `runtime/cancelled`
 */
export async function searchImages(
  options: RecoveryOptions,
  mostOfCodex: number = CODEX_LISTED,
): Promise<Search> {
  const { sources, published, older, warnings } = await findSources(
    options,
    mostOfCodex,
  );
  const images = new PublishedImages(published, systemFiles);
  const found = new Map<string, FoundImage>();
  for (const source of sources) {
    if (options.signal.aborted) throw new Failure("runtime/cancelled");
    const bytes = await source.read();
    if (!bytes) continue;
    const hash = sha256(bytes);
    if (found.has(hash) || await images.hold(bytes.length, hash)) continue;
    const image = await describe(source, bytes, hash);
    if (image) found.set(hash, { image, source });
  }
  if (options.signal.aborted) throw new Failure("runtime/cancelled");
  return { found: [...found.values()], older, warnings };
}

/**
 * Lists what {@linkcode searchImages} finds.
 *
 * @throws {Failure} `runtime/cancelled`
 */
export async function listRecoverable(
  options: RecoveryOptions,
): Promise<RecoveryReport> {
  const { found, warnings } = await searchImages(options);
  const images = found.map(({ image }) => image);
  const workspace = givenWorkspace(options.workspace, currentFolder());
  return { workspace, images, warnings };
}

async function describe(
  { place, path, changedMs }: Source,
  bytes: Uint8Array,
  hash: string,
): Promise<Recoverable | undefined> {
  const facts = await wholeImage(bytes);
  return facts && {
    id: hash.slice(0, ID_DIGITS),
    sha256: hash,
    place,
    format: facts.format,
    width: facts.width,
    height: facts.height,
    bytes: bytes.length,
    madeAt: new Date(changedMs).toISOString(),
    path,
  };
}
