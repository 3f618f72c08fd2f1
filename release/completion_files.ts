import {
  completionScript,
  type Shell,
  shells,
} from "../src/cli/completions/script.ts";
import { product } from "../src/system/product.ts";
import type { NamedBytes } from "./checksums.ts";

/** A completion script's name as a release asset. */
const names: Readonly<Record<Shell, string>> = {
  bash: `${product.name}.bash`,
  zsh: `${product.name}.zsh`,
  fish: `${product.name}.fish`,
  powershell: `${product.name}.ps1`,
};

/** The completion scripts of every shell. */
export function completionFiles(): NamedBytes[] {
  return shells.map((shell) => ({
    name: names[shell],
    bytes: new TextEncoder().encode(completionScript(shell)),
  }));
}
