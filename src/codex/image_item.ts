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
  /** Codex's own copy, when that is a whole image. */
  readonly savedPath: string | undefined;
  /** What Codex saved in its own folder, whole or not. */
  readonly leftover: string | undefined;
}

/** What looking into an image item gave. */
export type ItemReading =
  | { readonly kind: "image"; readonly image: CodexImage }
  /** A whole image that the policy finds too large. */
  | {
    readonly kind: "over limit";
    readonly image: CodexImage;
    readonly reason: string;
  }
  /** Nothing: failed items bring neither a reason nor a file. */
  | ({ readonly kind: "none" } & Partial<Junk>);

/** Something that is no image, or that could not be looked into. */
export interface Junk {
  readonly reason: string;
  /** Where Codex keeps it. */
  readonly path: string | undefined;
}

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
  const named = { ...item, result: null };
  const saved = item.savedPath
    ? await readSavedImage(item.savedPath, codexHome, limits.maxBytes)
    : undefined;
  const leftover = saved?.path;
  const places = { savedPath: leftover, leftover };
  const fromFile: ItemReading = saved === undefined
    ? { kind: "none" }
    : saved.kind === "refused"
    ? { kind: "none", reason: saved.reason, path: leftover }
    : await inspect(named, saved.bytes, places, limits);
  if (fromFile.kind !== "none" || !item.result) return fromFile;
  if (item.result.length > (limits.maxBytes + 2) / 3 * 4) {
    return {
      kind: "none",
      reason: "the image is larger than allowed",
      path: leftover,
    };
  }
  const bytes = Buffer.from(item.result, "base64");
  return inspect(named, bytes, { savedPath: undefined, leftover }, limits);
}

async function inspect(
  item: ImageItem,
  bytes: Uint8Array,
  places: Pick<CodexImage, "savedPath" | "leftover">,
  limits: ImageLimits,
): Promise<ItemReading> {
  const inspection = await inspectImage(bytes, limits);
  if (inspection.ok) {
    const { facts } = inspection;
    return { kind: "image", image: { item, bytes, facts, ...places } };
  }
  const { reason, tooLarge: facts } = inspection;
  return facts === undefined
    ? { kind: "none", reason, path: places.leftover }
    : { kind: "over limit", image: { item, bytes, facts, ...places }, reason };
}
