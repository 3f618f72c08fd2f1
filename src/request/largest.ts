import { mostAllowed } from "../policy/schema/most_allowed.ts";

/** Room for all that is no image: a prompt, escaped, and the words of a host. */
const OTHER_BYTES = 24 * 1024 * 1024;

/**
 * Most bytes of a request as JSON: every image that a policy can allow,
 * embedded in base64, and room around them. It also keeps the text below V8's
 * longest string, 512 Mi characters.
 */
export const LARGEST_REQUEST =
  Math.ceil(mostAllowed.images * mostAllowed.inputBytes * 4 / 3) + OTHER_BYTES;
