import type { ChildExit } from "../system/child.ts";

/** Why a connection carries no more messages. */
export type Ending =
  | { readonly kind: "exited"; readonly exit: ChildExit }
  | { readonly kind: "silent" }
  | { readonly kind: "overflow" }
  | { readonly kind: "junk" }
  | { readonly kind: "not reading" };

/** What became of a request. */
export type Reply =
  | { readonly kind: "result"; readonly result: unknown }
  | { readonly kind: "error"; readonly code: number; readonly message: string }
  | { readonly kind: "timeout" }
  | { readonly kind: "lost"; readonly ending: Ending };
