import { product } from "../src/system/product.ts";

/**
 * Where a release's assets will be, without a `/` at the end: as `given`, or in
 * the GitHub repository, `owner/name`, whose workflow this runs in
 * (`GITHUB_REPOSITORY`). Empty when neither tells.
 */
export function urlBaseOf(
  given: string | undefined,
  repository: string | undefined,
): string {
  if (given !== undefined) return given.replace(/\/+$/, "");
  return repository
    ? `https://github.com/${repository}/releases/download/v${product.version}`
    : "";
}
