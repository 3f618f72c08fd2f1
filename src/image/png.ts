import { hasAlphaSamples } from "./png/header.ts";
import { readPngLayout } from "./png/layout.ts";
import { decodePngPixels, isDecoded } from "./png/pixels.ts";
import type { Refusal } from "./refusal.ts";
import type { Walk } from "./walk.ts";

/**
 * Walks a PNG to its IEND chunk (W3C PNG third edition); see
 * {@linkcode readPngLayout} for what is checked. Never throws.
 */
export function walkPng(bytes: Uint8Array): Walk | Refusal {
  const layout = readPngLayout(bytes);
  if (!layout.ok) return layout;
  const { header } = layout;
  const hasAlpha = hasAlphaSamples(header) || layout.transparency !== undefined;
  return {
    ok: true,
    facts: {
      format: "png",
      width: header.width,
      height: header.height,
      bytes: bytes.length,
      transparency: hasAlpha ? "unknown" : "none",
      animated: layout.animated,
      trailingBytes: bytes.length - layout.end,
    },
    ...(isDecoded(header)
      ? { decode: () => decodePngPixels(bytes, layout) }
      : {}),
  };
}
