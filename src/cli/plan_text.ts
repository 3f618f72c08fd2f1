import type { Plan } from "../generate/plan.ts";
import { oneLine, printable } from "./style.ts";

/** The plan of `--dry-run` as a person reads it, the texts for Codex at the end. */
export function planText(plan: Plan): string {
  return [
    "Nothing was started. This is what would be done:",
    `  Mode: ${plan.mode}`,
    `  Workspace: ${oneLine(plan.workspace)}`,
    `  Output: ${oneLine(plan.path)}${
      plan.overwrite ? " (replaced if it exists)" : ""
    }`,
    `  Codex: ${oneLine(plan.codexProgram ?? "not found")}`,
    ...imageLines(plan),
    ...plan.warnings.map((warning) => `  Warning: ${oneLine(warning)}`),
    "",
    "Base instructions for Codex:",
    ...indented(plan.baseInstructions),
    "",
    "Instruction for Codex:",
    ...indented(plan.instruction),
    "",
  ].join("\n");
}

function imageLines({ images }: Plan): string[] {
  return images.map((image, index) =>
    `  Image ${index + 1}: ${image.role}, ${oneLine(image.source)}, ` +
    `${image.format} ${image.width}x${image.height}, ${image.bytes} bytes`
  );
}

/** Shown as it is, line breaks included; other control characters go. */
function indented(text: string): string[] {
  return text.split("\n").map((line) => `  ${printable(line)}`);
}
