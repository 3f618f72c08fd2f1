/** Takes text as it is. */
export function parseText(input: string): string {
  return input;
}

/**
 * Takes a path; empty text, as an unset shell variable leaves it, is no path.
 *
 * @throws {SyntaxError} whose message reads on after the flag's name.
 */
export function parsePath(input: string): string {
  if (input === "") throw new SyntaxError("must not be empty");
  return input;
}

/**
 * Takes a number in decimal notation.
 *
 * @throws {SyntaxError} whose message reads on after the flag's name.
 */
export function parseNumber(input: string): number {
  if (!/^[+-]?(?:\d+\.?\d*|\.\d+)$/.test(input)) {
    throw new SyntaxError("must be a number, such as 0.5");
  }
  return Number(input);
}
