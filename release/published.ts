import { product } from "../src/system/product.ts";
import { Refusal } from "./refusal.ts";

/** A release on GitHub. */
export interface PublishedRelease {
  /** Such as `v0.1.0`. */
  readonly tag: string;
  /** `OWNER/NAME`. */
  readonly repository: string;
}

/**
 * The release that a tool's `--tag` and `--repository` name; a workflow on
 * GitHub need not give the repository (`GITHUB_REPOSITORY`). Throws a
 * {@linkcode Refusal} when the tag is not this checkout's version, because the
 * names of the files are made of it.
 */
export function publishedRelease(
  tag: string | undefined,
  repository: string | undefined,
): PublishedRelease {
  if (tag !== `v${product.version}`) {
    throw new Refusal(
      `This checkout is of v${product.version}: name it by --tag, or check out ${tag}`,
    );
  }
  if (!repository || !/^[\w.-]+\/[\w.-]+$/.test(repository)) {
    throw new Refusal("Name the repository: --repository OWNER/NAME");
  }
  return { tag, repository };
}
