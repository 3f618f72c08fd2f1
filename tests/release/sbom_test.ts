import { assertEquals } from "@std/assert";
import * as z from "zod";
import { importedPackages } from "../../release/imported.ts";
import { sbomText } from "../../release/sbom.ts";

const lock = {
  version: "5" as const,
  npm: {
    "@stricli/core@1.3.0": { integrity: "sha512-AAH/" },
    "fast-check@4.10.2": { integrity: "sha512-EA==" },
  },
};
const bom = z.object({
  specVersion: z.string(),
  components: z.array(z.looseObject({ "bom-ref": z.string() })),
  dependencies: z.array(z.unknown()),
});

Deno.test("the bill of materials has the runtime and every locked package", () => {
  const text = sbomText({
    lock,
    inside: new Set(["@stricli/core@1.3.0"]),
    deno: ["2.9.6"],
  });
  const { specVersion, components, dependencies } = bom.parse(JSON.parse(text));
  assertEquals(specVersion, "1.6");
  assertEquals(components, [
    {
      type: "platform",
      "bom-ref": "pkg:github/denoland/deno@v2.9.6",
      name: "deno",
      version: "2.9.6",
      purl: "pkg:github/denoland/deno@v2.9.6",
      scope: "required",
    },
    {
      type: "library",
      "bom-ref": "pkg:npm/%40stricli/core@1.3.0",
      name: "@stricli/core",
      version: "1.3.0",
      purl: "pkg:npm/%40stricli/core@1.3.0",
      scope: "required",
      hashes: [{ alg: "SHA-512", content: "0001ff" }],
    },
    {
      type: "library",
      "bom-ref": "pkg:npm/fast-check@4.10.2",
      name: "fast-check",
      version: "4.10.2",
      purl: "pkg:npm/fast-check@4.10.2",
      scope: "excluded",
      hashes: [{ alg: "SHA-512", content: "10" }],
    },
  ]);
  assertEquals(dependencies.length, 1);
});

Deno.test("what is inside the program is what main.ts imports", async () => {
  const names = [...await importedPackages()].map((id) =>
    id.slice(0, id.lastIndexOf("@"))
  );
  assertEquals(names.toSorted(), [
    "@stricli/core",
    "jsonc-parser",
    "std-semver",
    "zod",
  ]);
});
