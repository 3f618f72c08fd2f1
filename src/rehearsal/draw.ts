import { encodePng } from "../image/encode_png.ts";

/** Side of the rehearsal's picture, in pixels. */
const SIDE = 512;

/**
 * Draws a picture for a prompt: soft rings whose colours and places come from
 * the prompt's hash, so that the same words give the same picture.
 */
export async function drawPicture(prompt: string): Promise<Uint8Array> {
  const hash = new Uint8Array(
    await crypto.subtle.digest("SHA-256", new TextEncoder().encode(prompt)),
  );
  const at = (index: number) => (hash[index % hash.length] ?? 0) / 255;
  const rings = Array.from({ length: 4 }, (_, ring) => ({
    x: SIDE * at(ring * 3),
    y: SIDE * at(ring * 3 + 1),
    width: 24 + 60 * at(ring * 3 + 2),
  }));
  const pixels = new Uint8Array(SIDE * SIDE * 4);
  for (let y = 0; y < SIDE; y++) {
    for (let x = 0; x < SIDE; x++) {
      const light = rings.reduce((sum, ring) => {
        const distance = Math.hypot(x - ring.x, y - ring.y);
        return sum + Math.cos(distance / ring.width) / rings.length;
      }, 0);
      const offset = (y * SIDE + x) * 4;
      pixels[offset] = shade(light, at(20));
      pixels[offset + 1] = shade(light, at(21));
      pixels[offset + 2] = shade(-light, at(22));
      pixels[offset + 3] = 255;
    }
  }
  return await encodePng(SIDE, SIDE, pixels);
}

function shade(light: number, base: number): number {
  return Math.round(255 * Math.min(1, Math.max(0, base + light / 2)));
}
