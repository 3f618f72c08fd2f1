/** Why bytes were refused; the phrase continues a sentence that begins with the file's name. */
export interface Refusal {
  readonly ok: false;
  readonly reason: string;
}

/** Makes a {@linkcode Refusal} of a short plain phrase such as "is empty". */
export function refused(reason: string): Refusal {
  return { ok: false, reason };
}
