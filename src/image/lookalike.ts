import { byteText, hasText, uint32BE } from "./bytes.ts";
import { nameText } from "./lookalike_text.ts";

/** A kind of file that is not accepted, by the bytes it begins with. */
interface Signature {
  /** With its article, such as "a GIF". */
  readonly name: string;
  /** One character a byte. */
  readonly starts: string;
}

const signatures: readonly Signature[] = [
  { name: "a GIF", starts: "GIF87a" },
  { name: "a GIF", starts: "GIF89a" },
  { name: "a TIFF", starts: "II*\0" },
  { name: "a TIFF", starts: "II+\0" },
  { name: "a TIFF", starts: "MM\0*" },
  { name: "a TIFF", starts: "MM\0+" },
  { name: "a PDF", starts: "%PDF-" },
  { name: "a JPEG XL", starts: "\xff\x0a" },
  { name: "a JPEG XL", starts: "\0\0\0\x0cJXL \r\n\x87\n" },
  { name: "a JPEG 2000", starts: "\0\0\0\x0cjP  \r\n\x87\n" },
  { name: "a JPEG 2000", starts: "\xff\x4f\xff\x51" },
  { name: "a Photoshop file", starts: "8BPS" },
  { name: "an OpenEXR file", starts: "\x76\x2f\x31\x01" },
  { name: "a Windows icon", starts: "\0\0\x01\0" },
  { name: "a ZIP archive", starts: "PK\x03\x04" },
  { name: "a gzip file", starts: "\x1f\x8b" },
  { name: "a RIFF file other than WebP", starts: "RIFF" },
  { name: "a PostScript file", starts: "%!PS" },
];

/** Brands of the ISO base media container that tell picture formats from films. */
const brands: Readonly<Record<string, string>> = {
  avif: "an AVIF",
  avis: "an AVIF",
  heic: "a HEIC",
  heix: "a HEIC",
  heim: "a HEIC",
  heis: "a HEIC",
  hevc: "a HEIC",
  hevx: "a HEIC",
  mif1: "a HEIF",
  msf1: "a HEIF",
};

/** What bytes are that are no PNG, JPEG or WebP, such as "a GIF", as far as it can be told. */
export function nameLookalike(bytes: Uint8Array): string | undefined {
  if (hasText(bytes, 4, "ftyp")) return nameContainer(bytes);
  if (isBitmap(bytes)) return "a BMP";
  return signatures.find(({ starts }) => hasText(bytes, 0, starts))?.name ??
    nameText(bytes);
}

/** The first brand that names a format decides, but `mif1` alone says only HEIF. */
function nameContainer(bytes: Uint8Array): string {
  const boxEnd = Math.min(uint32BE(bytes, 0), 128, bytes.length);
  let name: string | undefined;
  // The major brand stands at 8; a version that is no brand stands at 12.
  for (let at = 8; at + 4 <= boxEnd; at += 4) {
    const found = brands[byteText(bytes, at, 4)];
    if (found !== undefined && found !== "a HEIF") return found;
    name ??= found;
  }
  return name ?? "a film or other media file";
}

/** "BM" alone could begin a text, so the reserved bytes after the size count too. */
function isBitmap(bytes: Uint8Array): boolean {
  return hasText(bytes, 0, "BM") && hasText(bytes, 6, "\0\0\0\0");
}
