import { assertEquals } from "@std/assert";
import * as z from "zod";
import { manifestFacts } from "../../release/manifests/facts.ts";
import { scoopManifest } from "../../release/manifests/scoop.ts";
import { product } from "../../src/system/product.ts";
import { digestOf, homepage, sumsOf, targets, urlBase } from "./sums.ts";

/** What Scoop's schema asks of the fields that are used here. */
const app = z.strictObject({
  url: z.url(),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  extract_dir: z.string().min(1),
  bin: z.string().regex(/\.exe$/),
});
const schema = z.strictObject({
  version: z.string().regex(/^[\w.+-]+$/),
  description: z.string().min(1),
  homepage: z.url(),
  license: z.string().min(1),
  notes: z.array(z.string()),
  architecture: z.partialRecord(z.enum(["64bit", "32bit", "arm64"]), app),
  checkver: z.strictObject({ github: z.url() }),
  autoupdate: z.strictObject({
    architecture: z.partialRecord(
      z.enum(["64bit", "32bit", "arm64"]),
      z.strictObject({ url: z.url() }),
    ),
    hash: z.strictObject({ url: z.string() }),
  }),
});

const facts = manifestFacts({
  sums: sumsOf(targets),
  urlBase,
  folder: "made-extension",
  targets,
});
const { name, text } = scoopManifest(facts);
const manifest = schema.parse(JSON.parse(text));
const zip = `modly-codex-image-${product.version}-x86_64-pc-windows-msvc.zip`;

Deno.test("Scoop is given the zip for Windows and the program in it", () => {
  assertEquals(name, "modly-codex-image.json");
  assertEquals(
    [manifest.version, manifest.homepage],
    [product.version, homepage],
  );
  assertEquals(manifest.architecture, {
    "64bit": {
      url: `${urlBase}/${zip}`,
      hash: digestOf(zip),
      extract_dir: "made-extension",
      bin: "bin\\windows-x86_64\\modly-codex-image.exe",
    },
  });
});

Deno.test("Scoop finds a newer version's zip and digest by itself", () => {
  const { url } = manifest.autoupdate.architecture["64bit"] ?? {};
  assertEquals(
    url?.replaceAll("$version", product.version),
    `${urlBase}/${zip}`,
  );
  assertEquals(url?.includes(product.version), false);
  assertEquals(manifest.autoupdate.hash.url, "$baseurl/SHA256SUMS");
});

Deno.test("Windows on arm64 is offered as soon as it is a target", () => {
  const target = {
    triple: "aarch64-pc-windows-msvc",
    platform: "windows/arm64",
    suffix: ".exe",
  };
  const more = [...targets, target];
  const { text } = scoopManifest(
    manifestFacts({
      sums: sumsOf(more),
      urlBase,
      folder: "made-extension",
      targets: more,
    }),
  );
  const { architecture } = schema.parse(JSON.parse(text));
  assertEquals(Object.keys(architecture).toSorted(), ["64bit", "arm64"]);
});
