import {
  manifestFacts,
  type ManifestFile,
  type ManifestSource,
} from "./facts.ts";
import { homebrewFormula } from "./homebrew.ts";
import { scoopManifest } from "./scoop.ts";
import { wingetManifests } from "./winget.ts";

/**
 * The manifests of a release for every package manager. The same release gives
 * the same bytes. Throws as `manifestFacts` does.
 */
export function manifestsOf(source: ManifestSource): ManifestFile[] {
  const facts = manifestFacts(source);
  return [
    homebrewFormula(facts),
    scoopManifest(facts),
    ...wingetManifests(facts),
  ];
}
