import type { PolicyQuestion } from "./services.ts";

/** The question that a command's flags make. */
export function policyQuestion(
  flags: { readonly policy?: string; readonly timeout?: number },
): PolicyQuestion {
  return {
    ...(flags.policy === undefined ? {} : { file: flags.policy }),
    ...(flags.timeout === undefined ? {} : {
      flags: [{
        flag: "--timeout",
        sets: { limits: { jobSeconds: flags.timeout } },
      }],
    }),
  };
}
