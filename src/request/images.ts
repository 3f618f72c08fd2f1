import { Failure } from "../errors/failure.ts";
import { referenceFields } from "./aliases.ts";
import { type Envelope, type Field, isBlank, pick } from "./envelope.ts";
import { imageFault } from "./image_fault.ts";
import { readImageSource } from "./image_source.ts";
import type { ImageSource } from "./request.ts";

/** How many images the request brings, whatever they turn out to be. */
export function countAttached(envelope: Envelope): number {
  const primary = pick(envelope, "primary") === undefined ? 0 : 1;
  return primary + referenceItems(envelope).length;
}

/**
 * The images of an image-to-image request: the primary one first, where there
 * is one, then the references. An image that is named twice counts once, since
 * hosts send one file under several names.
 *
 * @param limit Most images in all.
 * @throws {Failure} `request/missing_input_image`, `request/invalid_input_image`
 * or `request/too_many_images`.
 */
export function readImages(
  envelope: Envelope,
  limit: number,
): readonly ImageSource[] {
  const images = withoutRepeats([
    ...readPrimary(envelope),
    ...referenceItems(envelope).map((item) =>
      readImageSource(item, "reference")
    ),
  ]);
  if (images.length === 0) throw new Failure("request/missing_input_image");
  if (images.length > limit) {
    throw new Failure("request/too_many_images", {
      message:
        `The request brings ${images.length} images; at most ${limit} can be used`,
      evidence: { images: images.length, limit },
    });
  }
  return images;
}

function readPrimary(envelope: Envelope): readonly ImageSource[] {
  const field = pick(envelope, "primary");
  if (field === undefined) return [];
  if (Array.isArray(field.value)) {
    throw imageFault(
      field.name,
      "must be one image; a list belongs in reference_images",
    );
  }
  return [readImageSource(field, "primary")];
}

/** Every reference, lists opened, gaps left out. */
function referenceItems(envelope: Envelope): readonly Field[] {
  return referenceFields.flatMap((name) => {
    const field = pick(envelope, name);
    return field === undefined ? [] : itemsOf(field);
  });
}

function itemsOf(field: Field): readonly Field[] {
  if (!Array.isArray(field.value)) return [field];
  const items: readonly unknown[] = field.value;
  return items
    .map((value, index) => ({ name: `${field.name}[${index}]`, value }))
    .filter(({ value }) => !isBlank(value));
}

function withoutRepeats(
  images: readonly ImageSource[],
): readonly ImageSource[] {
  const paths = new Set<string>();
  const embedded = new Set<string>();
  return images.filter((image) => {
    const [seen, identity] = image.kind === "path"
      ? [paths, image.path]
      : [embedded, image.base64];
    if (seen.has(identity)) return false;
    seen.add(identity);
    return true;
  });
}
