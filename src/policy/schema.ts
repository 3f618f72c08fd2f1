import * as z from "zod/mini";
import {
  fullPath,
  platformKey,
  text,
  versionRange,
  versionText,
} from "./schema/kinds.ts";
import { limits } from "./schema/limits.ts";

/**
 * The policy file's shape. `policy/schema.v1.json` is generated from here, and
 * every description ends up in `docs/policy.md` and `policy explain`.
 */
const codex = z.strictObject({
  minimumVersion: versionText.check(
    z.describe(
      "Lowest Codex CLI version that is accepted; a prerelease of it is below it.",
    ),
  ),
  allowedVersions: z.array(versionText).check(
    z.describe(
      "When not empty, only exactly these Codex CLI versions are accepted.",
    ),
  ),
  deniedVersions: z.array(versionRange).check(
    z.describe(
      'Semantic version ranges that are refused, such as ">=0.140.0 <0.142.0".',
    ),
  ),
  program: z.nullable(text).check(
    z.describe("Full path of the codex program; null looks for it."),
  ),
  searchInstallFolders: z.boolean().check(
    z.describe("Look in the usual install folders when codex is not on PATH."),
  ),
  searchFolders: z.array(fullPath).check(
    z.describe("Full paths of more folders to look for codex in, after PATH."),
  ),
}).register(z.globalRegistry, {
  description: "Which Codex CLI may be used and where it is looked for.",
});

const platform = z.strictObject({
  state: z.enum(["enabled", "experimental", "refused"]).check(
    z.describe("enabled, experimental (allowed with a warning) or refused."),
  ),
  risk: z.enum(["low", "medium", "high"]).check(
    z.describe("How likely it is that something differs from what was tested."),
  ),
  note: z.string().check(z.describe("Why the platform has this state.")),
});

const evidence = z.strictObject({
  codex: versionText.check(
    z.describe("Codex CLI version that was seen to work."),
  ),
  platform: platformKey.check(z.describe("Platform it was seen on.")),
  scope: z.enum(["generation", "readiness"]).check(
    z.describe("What was seen: a whole image job, or preflight only."),
  ),
  service: z.enum(["live", "stand-in"]).check(
    z.describe(
      "A live ChatGPT account, or the tests' stand-in of the service.",
    ),
  ),
  date: z.nullable(
    z.string().check(z.regex(
      /^\d{4}-\d{2}(?:-\d{2})?$/,
      "must be a date such as 2026-11-22 or 2026-11",
    )),
  ).check(z.describe("When, as far as it is known.")),
  source: z.string().check(z.describe("Who saw it.")),
});

const plans = z.strictObject({
  allowed: z.array(text).check(
    z.describe("ChatGPT plans, by Codex's own names, that may make images."),
  ),
  refused: z.array(text).check(
    z.describe(
      "ChatGPT plans that may not; a plan in neither list passes with a warning.",
    ),
  ),
}).register(z.globalRegistry, {
  description:
    "Which ChatGPT plans are accepted. API-key logins never are: Codex offers them no image tool.",
});

const output = z.strictObject({
  extraImages: z.enum(["refuse", "first"]).check(
    z.describe(
      "When Codex makes more than one image: publish none and keep all (refuse), or publish the first.",
    ),
  ),
  removeCodexCopy: z.boolean().check(
    z.describe(
      "Delete Codex's own copy in generated_images once ours is published.",
    ),
  ),
}).register(z.globalRegistry, { description: "What happens with the image." });

/** A complete policy, as the product uses it. */
export const policySchema = z.strictObject({
  $schema: z.optional(z.string()).check(
    z.describe("Path of the JSON Schema, for editors."),
  ),
  codex,
  platforms: z.record(platformKey, platform).check(
    z.describe("State of each platform; one that is not listed is refused."),
  ),
  evidence: z.array(evidence).check(
    z.describe("Which Codex CLI versions were seen to work, and how."),
  ),
  plans,
  limits,
  output,
}).register(z.globalRegistry, {
  title: "modly-codex-image policy",
  description: "What modly-codex-image accepts and how far it goes.",
});

/** A policy with every value set. */
export type Policy = z.infer<typeof policySchema>;

/** One policy file: any part of a policy; what it leaves out comes from the layer below. */
export const policyFileSchema = z.strictObject({
  $schema: policySchema.shape.$schema,
  codex: part(codex),
  platforms: z.optional(policySchema.shape.platforms),
  evidence: z.optional(policySchema.shape.evidence),
  plans: part(plans),
  limits: part(limits),
  output: part(output),
}).register(z.globalRegistry, {
  title: "modly-codex-image policy file",
  description:
    "Any part of the policy; what is left out comes from the layer below.",
});

/** The same group with every key optional; zod drops the description on the way. */
function part<Shape extends z.core.$ZodShape>(
  group: z.ZodMiniObject<Shape, z.core.$strict>,
) {
  const about = z.globalRegistry.get(group) ?? {};
  return z.optional(z.partial(group).register(z.globalRegistry, about));
}

/** What one policy layer sets. */
export type PolicyFile = z.infer<typeof policyFileSchema>;
