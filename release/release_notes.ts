import { product } from "../src/system/product.ts";
import type { ChangelogEntry } from "./changelog.ts";

/** What a release's page says: the changelog, and how to tell it is genuine. */
export function releaseNotes(
  { text }: ChangelogEntry,
  repository: string,
): string {
  const { name, version } = product;
  return `${text}

## Checking a download

Every file is listed in \`SHA256SUMS\`, and this repository's release workflow
has attested each of them:

\`\`\`sh
sha256sum --check --ignore-missing SHA256SUMS
gh attestation verify ${name}-${version}-TARGET.zip --repo ${repository}
\`\`\`

The programs are not signed by Apple or Microsoft: docs/install.md says what
macOS and Windows make of that.
`;
}
