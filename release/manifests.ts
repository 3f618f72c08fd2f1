/**
 * `deno task manifests`: a release's manifests for Homebrew, Scoop and winget,
 * in `dist/manifests/`, made of the `SHA256SUMS` that `deno task package` left
 * in `dist/release/`.
 *
 *     deno task manifests --url-base https://github.com/OWNER/NAME/releases/download/v0.1.0
 *
 * In a workflow on GitHub the address is known. Every target of the policy has
 * to be in the list. `--sums FILE` and `--output FOLDER` name other places.
 */
import { join } from "@std/path";
import manifest from "../manifest.json" with { type: "json" };
import { builtInPolicy } from "../src/policy/built_in.ts";
import { readOptions } from "./command_line.ts";
import { assets, manifests } from "./places.ts";
