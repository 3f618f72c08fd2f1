import type { Hints, ImageRequest } from "../request/request.ts";

/**
 * The words given to Codex. They ask for one image and for tool errors word
 * for word, because that is the only way in which a refusal reaches the user.
 */
export const baseInstructions = [
  "You make one image for a program; nobody is at the keyboard to answer.",
  "Call your image generation tool exactly once, for exactly one image, and then stop.",
  "Use no other tool. Never draw with code. Never read, write or look for files.",
  "Attached images are named Image #1, Image #2 and so on, in their order; the user says what each is for, and the tool has to be given all of them.",
  "If the tool reports an error, answer with that error word for word and nothing else; do not call it again and do not change the prompt.",
  "If you decline to make the image, say why in one sentence.",
].join("\n");

/** The text of the turn: the user's prompt, the role of each image, the wishes. */
export function instruction(request: ImageRequest): string {
  return [
    request.mode === "image-to-image"
      ? "Make exactly one image from the attached ones."
      : "Make exactly one image.",
    ...roles(request),
    ...wishes(request.hints),
    "Prompt:",
    request.prompt,
  ].join("\n");
}

function roles({ images }: ImageRequest): string[] {
  return images.map(({ role }, index) =>
    role === "primary"
      ? `Image #${index + 1} is the picture to edit.`
      : `Image #${
        index + 1
      } is a visual reference; it is not the picture to edit.`
  );
}

function wishes({ size, quality, background, strength }: Hints): string[] {
  return [
    size && `Wanted size or shape: ${size}.`,
    quality && `Wanted quality: ${quality}.`,
    background && backgroundWish(background),
    strength !== undefined &&
    `Wanted strength of the change: ${strength}, where 0 keeps the picture to edit as it is and 1 changes it freely.`,
  ].flatMap((wish) => wish || []);
}

/** Newer Codex versions turn the words "transparent background" into a parameter. */
function backgroundWish(background: string): string {
  return isTransparent(background)
    ? "Make it with a transparent background: set transparent_background if the tool has it; a real alpha channel, no checkerboard."
    : `Wanted background: ${background}.`;
}

/** Does this background hint ask for see-through pixels? */
export function isTransparent(background: string): boolean {
  return /^(?:an? )?transparent(?: background)?$/i.test(background);
}
