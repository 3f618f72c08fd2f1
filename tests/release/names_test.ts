import { assertEquals } from "@std/assert";
import {
  binaryName,
  placeInExtension,
  tarGzipName,
  zipName,
} from "../../release/names.ts";
import { allowedTargets } from "../../release/targets.ts";
import { builtInPolicy } from "../../src/policy/built_in.ts";
import { product } from "../../src/system/product.ts";

const targets = allowedTargets(builtInPolicy().platforms);
const stem = `modly-codex-image-${product.version}`;

Deno.test("asset names hold version and target", () => {
  const names = targets.map((target) =>
    [binaryName, zipName, tarGzipName].map((name) => name(target))
  );
  assertEquals(Object.fromEntries(names.map((all) => [all[0], all.slice(1)])), {
    [`${stem}-aarch64-apple-darwin`]: [
      `${stem}-aarch64-apple-darwin.zip`,
      `${stem}-aarch64-apple-darwin.tar.gz`,
    ],
    [`${stem}-x86_64-apple-darwin`]: [
      `${stem}-x86_64-apple-darwin.zip`,
      `${stem}-x86_64-apple-darwin.tar.gz`,
    ],
    [`${stem}-aarch64-unknown-linux-gnu`]: [
      `${stem}-aarch64-unknown-linux-gnu.zip`,
      `${stem}-aarch64-unknown-linux-gnu.tar.gz`,
    ],
    [`${stem}-x86_64-unknown-linux-gnu`]: [
      `${stem}-x86_64-unknown-linux-gnu.zip`,
      `${stem}-x86_64-unknown-linux-gnu.tar.gz`,
    ],
    [`${stem}-x86_64-pc-windows-msvc.exe`]: [
      `${stem}-x86_64-pc-windows-msvc.zip`,
      undefined,
    ],
  });
});

Deno.test("the binary's place in an extension goes by the policy's platform", () => {
  assertEquals(targets.map(placeInExtension).toSorted(), [
    "bin/darwin-arm64/modly-codex-image",
    "bin/darwin-x86_64/modly-codex-image",
    "bin/linux-arm64/modly-codex-image",
    "bin/linux-x86_64/modly-codex-image",
    "bin/windows-x86_64/modly-codex-image.exe",
  ]);
});
