import * as z from "zod/mini";
import { mostAllowed } from "../policy/schema/most_allowed.ts";
import { foldName } from "./names.ts";
import { digest, type Owner } from "./owner.ts";
import { segmentProblem } from "./segment.ts";

/**
 * A claim is a small file beside the target that says which process is making
 * the image for it. It goes by the stem, so that `cat.png` and `cat.jpg`, which
 * may end as the same file, exclude each other; the same stem in other case or
 * Unicode form counts as the same.
 */
export const claimSchema = z.object({
  pid: z.int().check(z.positive()),
  host: z.string(),
  token: z.string().check(z.regex(/^[0-9a-f]{16}$/)),
  stem: z.string()
    .check(z.refine((stem) => !segmentProblem(`${stem}.png`))),
});
export type Claim = z.infer<typeof claimSchema>;

/** What a claim file says and how old it is; `claim` is undefined when it cannot be read. */
export interface FoundClaim {
  readonly claim: Claim | undefined;
  readonly ageMs: number;
}

/**
 * After this time a claim counts for nothing, in milliseconds: twice the longest
 * job that a policy can allow. It frees claims from other computers and from
 * processes whose number was given to somebody else.
 */
export const CLAIM_LIFETIME_MS = 2 * mostAllowed.jobSeconds * 1_000;

/** How long a claim may stay unreadable, in milliseconds: it is written right after it is made. */
export const UNREADABLE_CLAIM_MS = 10_000;

/** How far the clocks of a file and of the computer's start may differ, in milliseconds. */
const CLOCKS_MS = 60_000;

/** Is nobody behind this claim any more? */
export function isStale({ claim, ageMs }: FoundClaim, us: Owner): boolean {
  if (ageMs > CLAIM_LIFETIME_MS) return true;
  if (claim === undefined) return ageMs > UNREADABLE_CLAIM_MS;
  if (claim.host !== us.host) return false;
  // From before the computer's last start: its number may be somebody else's.
  if (ageMs > us.upMs() + CLOCKS_MS) return true;
  if (claim.pid === us.pid) return !us.held.has(claim.token);
  return !us.isAlive(claim.pid);
}

/** The name of the claim file for a stem. */
export function claimName(stem: string): string {
  return `.modly-codex-image-${digest(foldName(stem))}.claim`;
}

const claimFile =
  /^(\.modly-codex-image-[0-9a-f]{16}\.claim)(?:\.[0-9a-f]{16})?$/;

/**
 * The name that a claim file has, or had before a sweep moved it aside;
 * undefined for the name of any other file.
 */
export function originalClaimName(name: string): string | undefined {
  return claimFile.exec(name)?.[1];
}
