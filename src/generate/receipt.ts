import type { ImageFormat } from "../image/facts.ts";
import type { Transparency } from "../image/transparency.ts";
import type { Hints, Mode } from "../request/request.ts";

/** What one hint of the request came to. */
export interface HintOutcome {
  readonly asked: string | number;
  /** `hint`: only words in the instruction; `checked`: compared with the image that came out. */
  readonly handling: "hint" | "checked";
  /** What came out, where that can be told from the image. */
  readonly got?: string;
}

/** The proof of a finished job; the `--json` document holds exactly this. */
export interface Receipt {
  /** Absolute path of the image; begins with the workspace as it was given. */
  readonly path: string;
  readonly mode: Mode;
  readonly image: {
    readonly format: ImageFormat;
    /** Pixels. */
    readonly width: number;
    /** Pixels. */
    readonly height: number;
    readonly bytes: number;
    /** Lower-case hex. */
    readonly sha256: string;
    readonly alpha: Transparency;
  };
  readonly requested: { readonly [K in keyof Hints]?: HintOutcome };
  readonly codex: {
    readonly version: string;
    readonly model: string | null;
    readonly threadId: string;
    readonly itemId: string;
    readonly revisedPrompt: string | null;
  };
  /** Milliseconds by stage name, and `total`. */
  readonly timings: Readonly<Record<string, number>>;
  readonly warnings: readonly string[];
}
