import { tryParseRange } from "@std/semver";
import * as z from "zod";
import { platformKey as normalisedKey } from "../system/platform_key.ts";
import { parseVersion, versionPattern } from "./version_text.ts";

// A run uses each schema once or twice, so compiling them costs more than it saves.
z.config({ jitless: true });

/**
 * The policy file's shape. `policy/schema.v1.json` is generated from here, and
 * every `.meta` description ends up in `docs/policy.md` and `policy explain`.
 */

const versionText = z.string().regex(versionPattern, {
  error: "must be a semantic version such as 0.122.0",
  abort: true,
}).refine(
  (text) => parseVersion(text) !== undefined,
  "must be a semantic version such as 0.122.0",
);

const versionRange = z.string().min(1).refine(
  (text) => tryParseRange(text) !== undefined,
  'must be a range of versions such as ">=0.140.0 <0.142.0"',
);

/** Only the spelling that the product itself uses: any other would never match. */
const platformKey = z.string().regex(/^[a-z0-9]+\/[a-z0-9_]+$/, {
  error: "must be OS/ARCH such as linux/x86_64",
  abort: true,
}).refine((key) => ownSpelling(key) === key, {
  error: ({ input }) => `must be written "${ownSpelling(String(input))}"`,
});

function ownSpelling(key: string): string {
  const [os = "", arch = ""] = key.split("/");
  return normalisedKey(os, arch);
}

/**
 * Full by the rule of POSIX or of Windows, since one policy may serve both. A
 * relative one would mean another folder wherever the program is started.
 */
const fullPath = z.string().regex(
  /^(?:[\\/]|[A-Za-z]:[\\/])/,
  "must be a full path such as /opt/codex/bin",
);

const codex = z.strictObject({
  minimumVersion: versionText.meta({
    description:
      "Lowest Codex CLI version that is accepted; a prerelease of it is below it.",
  }),
  allowedVersions: z.array(versionText).meta({
    description:
      "When not empty, only exactly these Codex CLI versions are accepted.",
  }),
  deniedVersions: z.array(versionRange).meta({
    description:
      'Semantic version ranges that are refused, such as ">=0.140.0 <0.142.0".',
  }),
  program: z.string().min(1).nullable().meta({
    description: "Full path of the codex program; null looks for it.",
  }),
  searchInstallFolders: z.boolean().meta({
    description: "Look in the usual install folders when codex is not on PATH.",
  }),
  searchFolders: z.array(fullPath).meta({
    description: "Full paths of more folders to look for codex in, after PATH.",
  }),
}).meta({
  description: "Which Codex CLI may be used and where it is looked for.",
});

const platform = z.strictObject({
  state: z.enum(["enabled", "experimental", "refused"]).meta({
    description: "enabled, experimental (allowed with a warning) or refused.",
  }),
  risk: z.enum(["low", "medium", "high"]).meta({
    description:
      "How likely it is that something differs from what was tested.",
  }),
  note: z.string().meta({ description: "Why the platform has this state." }),
});

const evidence = z.strictObject({
  codex: versionText.meta({
    description: "Codex CLI version that was seen to work.",
  }),
  platform: platformKey.meta({ description: "Platform it was seen on." }),
  scope: z.enum(["generation", "readiness"]).meta({
    description: "What was seen: a whole image job, or preflight only.",
  }),
  service: z.enum(["live", "stand-in"]).meta({
    description:
      "A live ChatGPT account, or the tests' stand-in of the service.",
  }),
  date: z.string().regex(
    /^\d{4}-\d{2}(?:-\d{2})?$/,
    "must be a date such as 2026-11-22 or 2026-11",
  ).nullable().meta({
    description: "When, as far as it is known.",
  }),
  source: z.string().meta({ description: "Who saw it." }),
});

const plans = z.strictObject({
  allowed: z.array(z.string().min(1)).meta({
    description: "ChatGPT plans, by Codex's own names, that may make images.",
  }),
  refused: z.array(z.string().min(1)).meta({
    description:
      "ChatGPT plans that may not; a plan in neither list passes with a warning.",
  }),
}).meta({
  description:
    "Which ChatGPT plans are accepted. API-key logins never are: Codex offers them no image tool.",
});

const bytes = (max: number) => z.int().min(1).max(max);
const seconds = (max: number) => z.number().positive().max(max);

const limits = z.strictObject({
  promptCharacters: z.int().min(1).max(1_000_000).meta({
    description: "Longest prompt, in characters.",
  }),
  images: z.int().min(1).max(5).meta({
    description:
      "Input images in one job, primary and references together; Codex takes 5 at most.",
  }),
  inputBytes: bytes(64 * 1024 * 1024).meta({
    description: "Largest input image, in bytes.",
  }),
  inputSide: z.int().min(1).max(65_535).meta({
    description: "Longest side of an input image, in pixels.",
  }),
  inputPixels: z.int().min(1).max(1_000_000_000).meta({
    description: "Most pixels of an input image.",
  }),
  outputBytes: bytes(35 * 1024 * 1024).meta({
    description: "Largest image accepted from Codex, in bytes.",
  }),
  outputSide: z.int().min(1).max(65_535).meta({
    description: "Longest side of an image from Codex, in pixels.",
  }),
  outputPixels: z.int().min(1).max(1_000_000_000).meta({
    description: "Most pixels of an image from Codex.",
  }),
  handshakeSeconds: seconds(120).meta({
    description: "How long Codex may take to answer its first request.",
  }),
  noticeSeconds: seconds(3600).meta({
    description:
      "After how long the user is told that the image takes its time.",
  }),
  stallSeconds: seconds(3600).meta({
    description: "How long Codex may stay silent during a turn.",
  }),
  jobSeconds: seconds(3600).meta({
    description: "How long a whole job may take.",
  }),
}).meta({ description: "Sizes and times a job has to keep." });

const output = z.strictObject({
  extraImages: z.enum(["refuse", "first"]).meta({
    description:
      "When Codex makes more than one image: publish none and keep all (refuse), or publish the first.",
  }),
  removeCodexCopy: z.boolean().meta({
    description:
      "Delete Codex's own copy in generated_images once ours is published.",
  }),
}).meta({ description: "What happens with the image." });

/** A complete policy, as the product uses it. */
export const policySchema = z.strictObject({
  $schema: z.string().optional().meta({
    description: "Path of the JSON Schema, for editors.",
  }),
  codex,
  platforms: z.record(platformKey, platform).meta({
    description: "State of each platform; one that is not listed is refused.",
  }),
  evidence: z.array(evidence).meta({
    description: "Which Codex CLI versions were seen to work, and how.",
  }),
  plans,
  limits,
  output,
}).meta({
  title: "modly-codex-image policy",
  description: "What modly-codex-image accepts and how far it goes.",
});

/** A policy with every value set. */
export type Policy = z.infer<typeof policySchema>;

/** One policy file: any part of a policy; what it leaves out comes from the layer below. */
export const policyFileSchema = z.strictObject({
  $schema: policySchema.shape.$schema,
  codex: part(codex),
  platforms: policySchema.shape.platforms.optional(),
  evidence: policySchema.shape.evidence.optional(),
  plans: part(plans),
  limits: part(limits),
  output: part(output),
}).meta({
  title: "modly-codex-image policy file",
  description:
    "Any part of the policy; what is left out comes from the layer below.",
});

/** The same group with every key optional; zod drops the description on the way. */
function part<Shape extends z.ZodRawShape>(
  group: z.ZodObject<Shape, z.core.$strict>,
) {
  return group.partial().meta(group.meta() ?? {}).optional();
}

/** What one policy layer sets. */
export type PolicyFile = z.infer<typeof policyFileSchema>;
