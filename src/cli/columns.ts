/** Width that help keeps to, in characters. */
const WIDTH = 80;

/** Two columns, the right one wrapped below itself. */
export function twoColumns(
  rows: readonly (readonly [left: string, right: string])[],
): string[] {
  const width = Math.max(0, ...rows.map(([left]) => left.length));
  return rows.flatMap(([left, right]) => {
    const [first = "", ...more] = wrap(right, WIDTH - width - 4);
    return [
      `  ${left.padEnd(width)}  ${first}`.trimEnd(),
      ...more.map((line) => " ".repeat(width + 4) + line),
    ];
  });
}

/** Breaks `text` at spaces into lines of `width` characters at most, where its words allow. */
function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const line = lines.at(-1);
    if (line === undefined || line.length + 1 + word.length > width) {
      lines.push(word);
    } else lines[lines.length - 1] = `${line} ${word}`;
  }
  return lines;
}
