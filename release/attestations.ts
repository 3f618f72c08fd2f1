import type { Gh } from "./gh.ts";
import type { PublishedRelease } from "./published.ts";

/** What an attestation says of a file. */
export type Statement = "provenance" | "sbom";

/**
 * The types that the statements are known by: https://slsa.dev/provenance and
 * https://cyclonedx.org/specification/overview. `release.yml` names the second.
 */
export const predicateTypes: Readonly<Record<Statement, string>> = {
  provenance: "https://slsa.dev/provenance/v1",
  sbom: "https://cyclonedx.org/bom",
};

/**
 * Throws a `Refusal` unless the repository's own release workflow, run for this
 * tag on a machine of GitHub's, stated this of the file.
 */
export async function verifyAttestation(
  path: string,
  statement: Statement,
  { tag, repository }: PublishedRelease,
  gh: Gh,
): Promise<void> {
  await gh([
    ...["attestation", "verify", path, "--repo", repository],
    "--signer-workflow",
    `${repository}/.github/workflows/release.yml`,
    ...["--source-ref", `refs/tags/${tag}`],
    ...["--predicate-type", predicateTypes[statement]],
    "--deny-self-hosted-runners",
  ]);
}
