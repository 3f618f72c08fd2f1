import type { FuzzTarget } from "./fuzz_target.ts";
import { images } from "./image_corpus.ts";
import { anyImage } from "./walker_inputs.ts";
import { checkImage } from "./walker_rules.ts";

/** The walkers over PNG, JPEG and WebP, and the search for see-through pixels. */
export const walkers: FuzzTarget = {
  name: "walkers",
  corpus: images.length,
  inputs: anyImage,
  check: checkImage,
};
