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

/** What `--dry-run` shows: everything validated, nothing started. */
export interface Plan {
  readonly mode: Mode;
  readonly workspace: string;
  /** Absolute path the image would get; a directory target shows the name it would choose. */
  readonly path: string;
  readonly overwrite: boolean;
  readonly images: readonly {
    readonly role: "primary" | "reference";
    readonly source: string;
    readonly format: ImageFormat;
    readonly width: number;
    readonly height: number;
    readonly bytes: number;
  }[];
  /** The program that would be started; null when none was found. */
  readonly codexProgram: string | null;
  /** Text given to Codex as base instructions. */
  readonly baseInstructions: string;
  /** Text given to Codex as the turn's input. */
  readonly instruction: string;
  readonly warnings: readonly string[];
}
