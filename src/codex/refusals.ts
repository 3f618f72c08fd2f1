/** The answer to a request from Codex: a result, or an error. */
export type ServerAnswer =
  | { readonly result: unknown }
  | { readonly error: { readonly code: number; readonly message: string } };

/** JSON-RPC's "method not found". */
export const METHOD_NOT_FOUND = -32601;

/**
 * Codex's requests that have a shape for "no". Shapes from
 * `codex app-server generate-ts` of 0.122.0 and 0.169.0.
 */
const refusals: Readonly<Record<string, unknown>> = {
  "item/commandExecution/requestApproval": { decision: "decline" },
  "item/fileChange/requestApproval": { decision: "decline" },
  "item/permissions/requestApproval": { permissions: {}, scope: "turn" },
  "mcpServer/elicitation/request": {
    action: "decline",
    content: null,
    _meta: null,
  },
  "item/tool/requestUserInput": { answers: {} },
};

/** Whatever Codex asks its client to allow or to do, the answer is no. */
export function refuse(method: string): ServerAnswer {
  return Object.hasOwn(refusals, method) ? { result: refusals[method] } : {
    error: {
      code: METHOD_NOT_FOUND,
      message: "Refused: this client grants nothing",
    },
  };
}
