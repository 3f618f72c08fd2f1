/** The few ways in which text is set off. */
export interface Style {
  readonly good: (text: string) => string;
  readonly caution: (text: string) => string;
  readonly bad: (text: string) => string;
  readonly faint: (text: string) => string;
}

/** Styles by ANSI colour, or text as it is when `colour` is off. */
export function style(colour: boolean): Style {
  const paint = (open: number, close: number) => (text: string) =>
    colour ? `\x1b[${open}m${text}\x1b[${close}m` : text;
  return {
    good: paint(32, 39),
    caution: paint(33, 39),
    bad: paint(31, 39),
    faint: paint(2, 22),
  };
}

/**
 * Text from outside on one line: characters that could steer a terminal or turn
 * the text around become spaces.
 */
export function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]+/gu, " ");
}

/** As {@linkcode printable}, without spaces at both ends. */
export function oneLine(text: string): string {
  return printable(text).trim();
}
