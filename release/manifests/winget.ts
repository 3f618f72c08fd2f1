import { Refusal } from "../refusal.ts";
import {
  description,
  license,
  type ManifestFacts,
  type ManifestFile,
} from "./facts.ts";
import { product } from "../../src/system/product.ts";
import { processorOf } from "./windows.ts";

/** The name that winget's users install it by. */
const identifier = "ModlyCodexImage.ModlyCodexImage";

const locale = "en-US";

/** The form of the manifests; winget has known it since its version 1.10. */
const manifestVersion = "1.10.0";

/** What winget calls the processors. */
const architectures = { arm64: "arm64", x86_64: "x64" } as const;

/**
 * The three manifests for winget
 * (https://github.com/microsoft/winget-pkgs/tree/master/doc/manifest): which
 * they are, what to install, and what to say of it.
 */
export function wingetManifests(facts: ManifestFacts): ManifestFile[] {
  return [
    manifest("", "version", facts, [`DefaultLocale: ${locale}`]),
    manifest(".installer", "installer", facts, installer(facts)),
    manifest(`.locale.${locale}`, "defaultLocale", facts, about(facts)),
  ];
}

function manifest(
  part: string,
  type: string,
  { version }: ManifestFacts,
  lines: readonly string[],
): ManifestFile {
  const schema =
    `https://aka.ms/winget-manifest.${type}.${manifestVersion}.schema.json`;
  const text = [
    `# yaml-language-server: $schema=${schema}`,
    `PackageIdentifier: ${identifier}`,
    `PackageVersion: ${quoted(version)}`,
    ...lines,
    `ManifestType: ${type}`,
    `ManifestVersion: ${manifestVersion}`,
    "",
  ].join("\n");
  return { name: `${identifier}${part}.yaml`, text };
}

/** The program alone is put on the PATH, out of the archive. */
function installer({ folder, zips }: ManifestFacts): readonly string[] {
  if (zips.length === 0) {
    throw new Refusal("The release has no zip for Windows");
  }
  return [
    "InstallerType: zip",
    "NestedInstallerType: portable",
    "UpgradeBehavior: uninstallPrevious",
    "Commands:",
    `- ${product.name}`,
    "Installers:",
    ...zips.flatMap(({ target, url, sha256, program }) => [
      `- Architecture: ${architectures[processorOf(target)]}`,
      `  InstallerUrl: ${quoted(url)}`,
      `  InstallerSha256: ${sha256.toUpperCase()}`,
      "  NestedInstallerFiles:",
      `  - RelativeFilePath: ${
        quoted(`${folder}/${program}`.replaceAll("/", "\\"))
      }`,
      `    PortableCommandAlias: ${product.name}`,
    ]),
  ];
}

function about({ homepage, version }: ManifestFacts): readonly string[] {
  return [
    `PackageLocale: ${locale}`,
    `Publisher: the ${product.name} authors`,
    `PublisherUrl: ${quoted(homepage)}`,
    `PublisherSupportUrl: ${quoted(`${homepage}/issues`)}`,
    `PackageName: ${product.name}`,
    `PackageUrl: ${quoted(homepage)}`,
    `License: ${license}`,
    `LicenseUrl: ${quoted(`${homepage}/blob/v${version}/LICENSE`)}`,
    `ShortDescription: ${quoted(description)}`,
    `Moniker: ${product.name}`,
    `ReleaseNotesUrl: ${quoted(`${homepage}/releases/tag/v${version}`)}`,
  ];
}

/** As YAML reads it in double quotes, which is as JSON does. */
function quoted(text: string): string {
  return JSON.stringify(text);
}
