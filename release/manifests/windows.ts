import { Refusal } from "../refusal.ts";
import type { Target } from "../targets.ts";

/** The processor of a target of Windows, as the policy names it. */
export function processorOf({ platform }: Target): "arm64" | "x86_64" {
  if (platform === "windows/arm64") return "arm64";
  if (platform === "windows/x86_64") return "x86_64";
  throw new Refusal(`${platform} is no platform of Windows`);
}
