/** What a process extension says to its host, a line each. */
export type ProcessReply =
  | {
    readonly type: "progress";
    /** Whole per cent. */
    readonly percent: number;
    readonly label: string;
  }
  | { readonly type: "log"; readonly message: string }
  | {
    readonly type: "done";
    /** Absolute path of the image. */
    readonly result: { readonly filePath: string };
  }
  | { readonly type: "error"; readonly message: string };
