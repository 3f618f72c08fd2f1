/**
 * Whether an image lets its background show. `none`: it has no alpha channel;
 * `opaque`: a channel that hides nothing; `transparent`: at least one pixel
 * that is see-through, wholly or partly; `unknown`: a channel that was not or
 * could not be decoded.
 */
export type Transparency = "none" | "opaque" | "transparent" | "unknown";
