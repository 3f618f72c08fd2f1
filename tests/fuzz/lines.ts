import type { FuzzTarget } from "./fuzz_target.ts";
import { anyStream, messageCorpus } from "./line_inputs.ts";
import { checkStream } from "./line_rules.ts";

/** JSON lines from Codex and the messages in them. */
export const lines: FuzzTarget = {
  name: "lines",
  corpus: messageCorpus.length,
  inputs: anyStream,
  check: checkStream,
};
