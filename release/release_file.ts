import * as z from "zod";
import { sha256 } from "../src/system/sha256.ts";
import type { NamedBytes } from "./checksums.ts";

const digest = z.string().regex(/^[0-9a-f]{64}$/);

const asset = z.strictObject({
  /** Its name as a release asset. */
  name: z.string(),
  /** Bytes. */
  size: z.int().positive(),
  sha256: digest,
});
/** A published file, as one is told what it has to be. */
export type Asset = z.infer<typeof asset>;

const releaseTarget = z.strictObject({
  /** The policy's name, such as `linux/x86_64`. */
  platform: z.string(),
  /** The program alone. */
  binary: asset,
  /** Whole extension folders; none in the copy that is inside them. */
  archives: z.array(asset),
});

/**
 * `release.json`: what a release holds for each target. A copy with its own
 * target alone is in each archive, where setup reads it.
 */
export const releaseFileSchema = z.strictObject({
  schemaVersion: z.literal(1),
  version: z.string(),
  /** An asset is at this, `/`, and its name. Empty: there is nowhere to fetch from. */
  urlBase: z.union([z.literal(""), z.url({ protocol: /^https?$/ })]),
  /** By triple. */
  targets: z.record(z.string(), releaseTarget),
});
export type ReleaseFile = z.infer<typeof releaseFileSchema>;

/** What `release.json` says of a file. */
export function assetOf({ name, bytes }: NamedBytes): Asset {
  return { name, size: bytes.length, sha256: sha256(bytes) };
}

/** The text of a `release.json`; the same facts give the same bytes. */
export function releaseText(release: ReleaseFile): string {
  return `${JSON.stringify(releaseFileSchema.parse(release), null, 2)}\n`;
}
