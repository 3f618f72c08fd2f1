import { assertEquals, assertThrows } from "@std/assert";
import * as z from "zod";
import { manifestFacts } from "../../release/manifests/facts.ts";
import { wingetManifests } from "../../release/manifests/winget.ts";
import { Refusal } from "../../release/refusal.ts";
import { isWindows } from "../../release/targets.ts";
import { product } from "../../src/system/product.ts";
import { digestOf, sumsOf, targets, urlBase } from "./sums.ts";
import { readYaml } from "./yaml.ts";

/** What winget's schemas, 1.10.0, ask of the fields that are used here. */
const common = {
  PackageIdentifier: z.string().regex(/^[^.\s]{1,32}(\.[^.\s]{1,32}){1,7}$/),
  PackageVersion: z.string().regex(/^[\w.+-]{1,128}$/),
  ManifestVersion: z.literal("1.10.0"),
};
const alias = z.string().min(1).max(40);
const installer = z.strictObject({
  ...common,
  ManifestType: z.literal("installer"),
  InstallerType: z.literal("zip"),
  NestedInstallerType: z.literal("portable"),
  UpgradeBehavior: z.enum(["install", "uninstallPrevious", "deny"]),
  Commands: z.array(alias),
  Installers: z.array(z.strictObject({
    Architecture: z.enum(["x64", "arm64"]),
    InstallerUrl: z.url(),
    InstallerSha256: z.string().regex(/^[A-F0-9]{64}$/),
    NestedInstallerFiles: z.array(z.strictObject({
      RelativeFilePath: z.string().max(512),
      PortableCommandAlias: alias,
    })),
  })).min(1),
});
const locale = z.strictObject({
  ...common,
  ManifestType: z.literal("defaultLocale"),
  PackageLocale: z.string(),
  Publisher: z.string().min(2).max(256),
  PublisherUrl: z.url(),
  PublisherSupportUrl: z.url(),
  PackageName: z.string().min(2).max(256),
  PackageUrl: z.url(),
  License: z.string().min(3).max(512),
  LicenseUrl: z.url(),
  ShortDescription: z.string().min(3).max(256),
  Moniker: alias,
  ReleaseNotesUrl: z.url(),
});
const version = z.strictObject({
  ...common,
  ManifestType: z.literal("version"),
  DefaultLocale: z.string(),
});

const facts = manifestFacts({
  sums: sumsOf(targets),
  urlBase,
  folder: "made-extension",
  targets,
});
const id = "ModlyCodexImage.ModlyCodexImage";
const files = new Map(
  wingetManifests(facts).map(({ name, text }) => [name, readYaml(text)]),
);

Deno.test("winget has its three manifests, of one package and version", () => {
  const parsed = [
    version.parse(files.get(`${id}.yaml`)),
    installer.parse(files.get(`${id}.installer.yaml`)),
    locale.parse(files.get(`${id}.locale.en-US.yaml`)),
  ];
  for (const { PackageIdentifier, PackageVersion } of parsed) {
    assertEquals([PackageIdentifier, PackageVersion], [id, product.version]);
  }
  assertEquals(version.parse(files.get(`${id}.yaml`)).DefaultLocale, "en-US");
});

Deno.test("winget puts the program in the zip on the PATH under its own name", () => {
  const { Installers } = installer.parse(files.get(`${id}.installer.yaml`));
  const zip = `modly-codex-image-${product.version}-x86_64-pc-windows-msvc.zip`;
  assertEquals(Installers, [{
    Architecture: "x64",
    InstallerUrl: `${urlBase}/${zip}`,
    InstallerSha256: digestOf(zip).toUpperCase(),
    NestedInstallerFiles: [{
      RelativeFilePath:
        "made-extension\\bin\\windows-x86_64\\modly-codex-image.exe",
      PortableCommandAlias: "modly-codex-image",
    }],
  }]);
});

Deno.test("A release without Windows has nothing for winget", () => {
  const others = targets.filter((target) => !isWindows(target));
  const facts = manifestFacts({
    sums: sumsOf(others),
    urlBase,
    folder: "made-extension",
    targets: others,
  });
  assertThrows(() => wingetManifests(facts), Refusal);
});
