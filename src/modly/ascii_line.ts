/** Everything but the printable signs of ASCII, by UTF-16 code unit. */
const BEYOND_ASCII = /[^\x20-\x7e]/g;

/**
 * A message as one line of JSON in ASCII, line end included: hosts read the
 * line in the encoding of their locale, which is not UTF-8 on every Windows.
 */
export function asciiLine(message: object): string {
  return JSON.stringify(message).replace(BEYOND_ASCII, escaped) + "\n";
}

function escaped(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`;
}
