import { Buffer } from "node:buffer";
import type { ImageFacts, ImageLimits } from "../image/facts.ts";
import { inspectImage } from "../image/inspect.ts";
import type { ImageItem } from "./protocol.ts";
import { readSavedImage } from "./saved_image.ts";

/** A whole image that Codex made. */
export interface CodexImage {
  readonly item: ImageItem;
  readonly bytes: Uint8Array;
  readonly facts: ImageFacts;
  /** Codex's own copy, when the bytes were read from it. */
  readonly savedPath: string | undefined;
}

/** What looking into an image item gave. */
export type ItemReading =
  | { readonly ok: true; readonly image: CodexImage }
  /** No reason: the item brought nothing, as failed ones do. */
  | { readonly ok: false; readonly reason?: string };

/**
 * Gets the image of an item: Codex's file if that is a whole image, else the
 * base64 in the item. The item's status is not asked (it is `generating` on
 * good images and `completed` on junk): only the bytes count.
 */
export async function readImageItem(
  item: ImageItem,
  codexHome: string | undefined,
  limits: ImageLimits,
): Promise<ItemReading> {
  const saved = item.savedPath
    ? await fromFile(item, item.savedPath, codexHome, limits)
    : undefined;
  if (saved?.ok || !item.result) return saved ?? { ok: false };
  return fromResult(item, item.result, limits);
}

async function fromFile(
  item: ImageItem,
  path: string,
  codexHome: string | undefined,
  limits: ImageLimits,
): Promise<ItemReading> {
  const saved = await readSavedImage(path, codexHome, limits.maxBytes);
  if (saved.kind === "refused") return { ok: false, reason: saved.reason };
  return inspected(item, saved.bytes, saved.path, limits);
}

function fromResult(
  item: ImageItem,
  base64: string,
  limits: ImageLimits,
): ItemReading {
  if (base64.length > (limits.maxBytes + 2) / 3 * 4) {
    return { ok: false, reason: "the image is larger than allowed" };
  }
  return inspected(item, Buffer.from(base64, "base64"), undefined, limits);
}

function inspected(
  item: ImageItem,
  bytes: Uint8Array,
  savedPath: string | undefined,
  limits: ImageLimits,
): ItemReading {
  const inspection = inspectImage(bytes, limits);
  return inspection.ok
    ? { ok: true, image: { item, bytes, facts: inspection.facts, savedPath } }
    : inspection;
}
