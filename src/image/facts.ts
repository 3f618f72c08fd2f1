import type { Transparency } from "./transparency.ts";

/** The image formats that the product takes in and gives out. */
export type ImageFormat = "png" | "jpeg" | "webp";

/** What looking at a whole image tells about it. */
export interface ImageFacts {
  readonly format: ImageFormat;
  /** Pixels. */
  readonly width: number;
  /** Pixels. */
  readonly height: number;
  /** Size of the whole file in bytes. */
  readonly bytes: number;
  readonly transparency: Transparency;
  /** More than one frame: APNG or animated WebP. */
  readonly animated: boolean;
  /** Bytes after the structure's own end. */
  readonly trailingBytes: number;
}

/** Limits an image has to keep; all inclusive. */
export interface ImageLimits {
  readonly maxBytes: number;
  /** Longest side in pixels. */
  readonly maxSide: number;
  /** Width times height. */
  readonly maxPixels: number;
}

/** Outcome of inspecting bytes as an image; `reason` is a short plain phrase. */
export type Inspection =
  | { readonly ok: true; readonly facts: ImageFacts }
  | {
    readonly ok: false;
    readonly reason: string;
    /** Of an image with a whole structure and too many pixels; they were not decoded. */
    readonly tooLarge?: ImageFacts;
  };
