import type * as z from "zod/mini";
import { Failure } from "../errors/failure.ts";
import { redact } from "../errors/redact.ts";
import type { Environment } from "../system/environment.ts";
import { issueText } from "./issue_text.ts";
import { type LayerValue, layerValues } from "./layers.ts";
import { type PolicyFile, policyFileSchema } from "./schema.ts";

/** Longest text of a variable that a message shows, in characters. */
const LONGEST_SHOWN = 80;

/** Environment variables that set policy values, and how their text is read. */
const variables: readonly {
  readonly name: string;
  readonly read: (text: string) => PolicyFile;
}[] = [
  {
    name: "CODEX_MIN_SUPPORTED_VERSION",
    read: (text) => ({ codex: { minimumVersion: text } }),
  },
  {
    name: "CODEX_SUPPORTED_VERSIONS",
    read: (text) => ({ codex: { allowedVersions: commaList(text) } }),
  },
  { name: "CODEX_BIN", read: (text) => ({ codex: { program: text } }) },
];

/**
 * The values that the environment sets. A variable that is empty counts as not
 * set.
 *
 * @throws {Failure} `policy/invalid`, naming the variable.
 */
export function environmentLayer(env: Environment): readonly LayerValue[] {
  return variables.flatMap(({ name, read }) => {
    const text = env(name)?.trim() ?? "";
    if (text === "") return [];
    const checked = policyFileSchema.safeParse(read(text), {
      reportInput: true,
    });
    if (!checked.success) {
      throw invalidVariable(name, text, checked.error.issues[0]);
    }
    return layerValues(
      checked.data,
      () => ({ layer: "environment", source: name }),
    );
  });
}

/** `a, b,` as two entries; a list of commas alone keeps an empty, invalid one. */
function commaList(text: string): string[] {
  const entries = text.split(",").map((entry) => entry.trim());
  const named = entries.filter((entry) => entry !== "");
  return named.length > 0 ? named : [""];
}

function invalidVariable(
  name: string,
  text: string,
  issue: z.core.$ZodIssue | undefined,
): Failure {
  const value = redact(text, LONGEST_SHOWN);
  const problem = issue === undefined
    ? "is not valid"
    : `${shown(issue.input)} ${issueText(issue, "string")}`;
  return new Failure("policy/invalid", {
    message: `The environment variable ${name} is not valid: ${problem}`,
    remedy: `Mend or unset ${name}`,
    evidence: { variable: name, value },
  });
}

function shown(input: unknown): string {
  return JSON.stringify(redact(String(input), LONGEST_SHOWN));
}
