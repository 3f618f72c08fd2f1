import { assertEquals, assertThrows } from "@std/assert";
import { releaseText } from "../../release/release_file.ts";
import { urlBaseOf } from "../../release/url_base.ts";
import { product } from "../../src/system/product.ts";

Deno.test("the URL base is the one given, else that of the repository's release", () => {
  assertEquals(
    urlBaseOf("https://example.com/v1/", "a/b"),
    "https://example.com/v1",
  );
  assertEquals(
    urlBaseOf(undefined, "a/b"),
    `https://github.com/a/b/releases/download/v${product.version}`,
  );
  assertEquals(urlBaseOf(undefined, undefined), "");
});

Deno.test("release.json takes no URL base that cannot be fetched from", () => {
  const release = { schemaVersion: 1, version: "1.0.0", targets: {} } as const;
  assertEquals(
    JSON.parse(releaseText({ ...release, urlBase: "https://example.com/v1" })),
    { ...release, urlBase: "https://example.com/v1" },
  );
  for (const urlBase of ["example.com", "file:///tmp", "ftp://example.com"]) {
    assertThrows(() => releaseText({ ...release, urlBase }));
  }
});
