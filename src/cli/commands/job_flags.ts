import type { FlagParametersForType } from "@stricli/core";
import { type Mode, modes } from "../../request/request.ts";
import type { CliContext } from "../context.ts";
import {
  jsonFlag,
  numberFlag,
  pathFlag,
  policyFlag,
  switchFlag,
  textFlag,
  workspaceFlag,
} from "../flag_kinds.ts";
import { parseNumber, parsePath } from "../flag_values.ts";
import { type ProgressForm, progressForms } from "../progress/display.ts";

/** The flags of every command that does an image job. */
export type JobFlags = {
  readonly prompt?: string;
  readonly request?: string;
  readonly image?: string;
  readonly reference?: readonly string[];
  readonly mode?: Mode;
  readonly size?: string;
  readonly quality?: string;
  readonly background?: string;
  readonly strength?: number;
  readonly output?: string;
  readonly overwrite?: boolean;
  readonly workspace?: string;
  readonly policy?: string;
  readonly timeout?: number;
  readonly dryRun?: boolean;
  readonly json?: boolean;
  readonly progress?: ProgressForm;
};

/** Words often asked for; any text is taken. */
const sizes = ["1024x1024", "1536x1024", "1024x1536", "auto"] as const;
const qualities = ["low", "medium", "high", "auto"] as const;
const backgrounds = ["transparent", "opaque", "auto"] as const;

/** Definitions of {@linkcode JobFlags}, in the order in which help lists them. */
export const jobFlags: FlagParametersForType<JobFlags, CliContext> = {
  prompt: textFlag("TEXT", "What to draw"),
  request: pathFlag(
    "FILE",
    "Read a request in JSON from FILE, or from stdin for -; flags win over its fields",
  ),
  image: pathFlag("PATH", "The image to change; makes the job image-to-image"),
  reference: {
    kind: "parsed",
    parse: parsePath,
    optional: true,
    variadic: true,
    placeholder: "PATH",
    brief: "An image to go by; may be given several times",
  },
  mode: {
    kind: "enum",
    values: modes,
    optional: true,
    placeholder: "MODE",
    brief: `${modes.join(" or ")}; told from the images if not given`,
  },
  size: textFlag("SIZE", "Ask for a size; a hint, not a promise", sizes),
  quality: textFlag(
    "WORD",
    "Ask for a quality; a hint, not a promise",
    qualities,
  ),
  background: textFlag("WORD", "Ask for a kind of background", backgrounds),
  strength: numberFlag(
    "NUMBER",
    "How far to leave the image, 0 to 1; a hint",
    parseNumber,
  ),
  output: textFlag(
    "TARGET",
    "File or folder below the workspace; codex/<mode>-<id>.png if not given",
  ),
  overwrite: switchFlag("Replace an existing file at the target"),
  workspace: workspaceFlag,
  policy: policyFlag,
  timeout: numberFlag(
    "SECONDS",
    "How long the whole job may take",
    parseNumber,
  ),
  dryRun: switchFlag("Check everything and show the plan, start nothing"),
  json: jsonFlag,
  progress: {
    kind: "enum",
    values: progressForms,
    optional: true,
    placeholder: "FORM",
    brief: `How to show progress on stderr: ${
      progressForms.join(", ")
    }; auto if not given`,
  },
};
