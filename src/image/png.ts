import type { Inspection } from "./facts.ts";
import { hasAlphaSamples } from "./png/header.ts";
import { readPngLayout } from "./png/layout.ts";

/**
 * Walks a PNG to its IEND chunk (W3C PNG third edition); see
 * {@linkcode readPngLayout} for what is checked. Never throws.
 */
export function walkPng(bytes: Uint8Array): Inspection {
  const layout = readPngLayout(bytes);
  if (!layout.ok) return layout;
  const { header } = layout;
  return {
    ok: true,
    facts: {
      format: "png",
      width: header.width,
      height: header.height,
      bytes: bytes.length,
      alphaChannel: hasAlphaSamples(header) ||
        layout.transparency !== undefined,
      animated: layout.animated,
      trailingBytes: bytes.length - layout.end,
    },
  };
}
