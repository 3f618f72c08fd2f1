/** Whole images as libpng, mozjpeg and libwebp write them. */
import sharp, { type Sharp } from "sharp";

/** A picture of smooth colours with noise, and alpha of every kind where it has four channels. */
function picture(width: number, height: number, channels: 3 | 4): Sharp {
  let noise = width * height;
  const samples = Uint8Array.from(
    { length: width * height * channels },
    (_, at) => {
      noise = (Math.imul(noise, 1_664_525) + 1_013_904_223) >>> 0;
      return at % channels === 3
        ? (noise >>> 30) * 85
        : 128 + 90 * Math.sin(at / 40) + (noise >>> 27);
    },
  );
  return sharp(samples, { raw: { width, height, channels } });
}

/** A picture of so many greys in stripes. */
function fewColours(width: number, height: number, colours: number): Sharp {
  const samples = Uint8Array.from(
    { length: width * height * 3 },
    (_, at) => Math.floor(at / 21) * 7 % colours * Math.floor(256 / colours),
  );
  return sharp(samples, { raw: { width, height, channels: 3 } });
}

/** Squares that are each drawn in another way: encoders give them codes of their own. */
function patches(width: number, height: number): Sharp {
  let noise = 1;
  const samples = Uint8Array.from({ length: width * height * 3 }, (_, at) => {
    const x = Math.floor(at / 3) % width;
    const y = Math.floor(at / 3 / width);
    const kind = ((x >> 5) + 3 * (y >> 5)) % 4;
    noise = (Math.imul(noise, 1_664_525) + 1_013_904_223) >>> 0;
    if (kind === 0) return (noise >>> 30) * 60 + 7 * (at % 3);
    if (kind === 1) return x + y;
    return kind === 2 ? (noise >>> 31) * 255 : (at % 3) * 90;
  });
  return sharp(samples, { raw: { width, height, channels: 3 } });
}

/** Ways to write a picture, by name; each begins with its format. */
const encoders: Readonly<
  Record<string, (width: number, height: number) => Sharp>
> = {
  "png truecolour": (...size) => picture(...size, 3).png(),
  "png with alpha": (...size) =>
    picture(...size, 4).png({ adaptiveFiltering: true }),
  "png interlaced": (...size) => picture(...size, 4).png({ progressive: true }),
  "png palette": (...size) =>
    picture(...size, 4).png({ palette: true, colours: 16 }),
  "png grey": (...size) => picture(...size, 3).greyscale().png(),
  "png 16 bits": (...size) => picture(...size, 4).toColourspace("rgb16").png(),
  "png with metadata": (...size) =>
    picture(...size, 3).withMetadata({ orientation: 3 }).png(),
  "jpeg baseline": (...size) => picture(...size, 3).jpeg(),
  "jpeg progressive": (...size) =>
    picture(...size, 3).jpeg({ progressive: true }),
  "jpeg coarse": (...size) => picture(...size, 3).jpeg({ quality: 5 }),
  "jpeg fine": (...size) =>
    picture(...size, 3).jpeg({ quality: 100, chromaSubsampling: "4:4:4" }),
  "jpeg grey": (...size) => picture(...size, 3).greyscale().jpeg(),
  "jpeg CMYK": (...size) => picture(...size, 3).toColourspace("cmyk").jpeg(),
  "jpeg mozjpeg": (...size) => picture(...size, 3).jpeg({ mozjpeg: true }),
  "jpeg with metadata": (...size) =>
    picture(...size, 3).withMetadata({ orientation: 6 }).jpeg(),
  "webp lossy": (...size) => picture(...size, 3).webp(),
  "webp lossy with alpha": (...size) => picture(...size, 4).webp(),
  "webp lossy with coarse alpha": (...size) =>
    picture(...size, 4).webp({ alphaQuality: 10 }),
  "webp lossless": (...size) => picture(...size, 3).webp({ lossless: true }),
  "webp lossless with alpha": (...size) =>
    picture(...size, 4).webp({ lossless: true }),
  "webp lossless of few colours": (...size) =>
    fewColours(...size, 5).webp({ lossless: true, effort: 6 }),
  "webp lossless of two colours": (...size) =>
    fewColours(...size, 2).webp({ lossless: true }),
  "webp lossless of patches": (width, height) =>
    patches(6 * width, 6 * height).webp({ lossless: true, effort: 6 }),
  "webp lossy of patches": (width, height) =>
    patches(6 * width, 6 * height).webp({ quality: 30, effort: 6 }),
  "webp nearly lossless": (...size) =>
    picture(...size, 4).webp({ nearLossless: true }),
  "webp with metadata": (...size) =>
    picture(...size, 3).withMetadata({ orientation: 8 }).webp(),
};

const sizes = [[1, 1], [5, 3], [17, 16], [40, 25]] as const;

/** An image whose name begins with its format. */
export interface Sample {
  readonly name: string;
  /** Base64. */
  readonly image: string;
}

/** Each way to write a picture, at each size. */
export async function samples(): Promise<readonly Sample[]> {
  const made: Sample[] = [];
  for (const [name, encode] of Object.entries(encoders)) {
    for (const [width, height] of sizes) {
      const image = await encode(width, height).toBuffer();
      made.push({
        name: `${name}, ${width} x ${height}`,
        image: image.toString("base64"),
      });
    }
  }
  return made;
}
