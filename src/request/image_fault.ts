import { Failure } from "../errors/failure.ts";

/** What is known of an image beyond the field it came in. */
export interface ImageFaultDetails {
  /** As `imageName` gives it. */
  readonly name?: string | undefined;
  readonly cause?: unknown;
}

/**
 * The failure for an input image that cannot be used. `reason` continues a
 * sentence that begins with the image, such as "is animated"; like `name` it
 * holds neither base64 nor a private folder.
 */
export function imageFault(
  field: string,
  reason: string,
  { name, cause }: ImageFaultDetails = {},
): Failure {
  const subject = name === undefined ? `"${field}"` : `${name} ("${field}")`;
  return new Failure("request/invalid_input_image", {
    message: `Input image ${subject} ${reason}`,
    evidence: { field, ...(name === undefined ? {} : { name }), reason },
    cause,
  });
}
