import { type Row, rowName } from "./row.ts";
import { median, type Series } from "./series.ts";

const BAR = 12;
const GAP = 14;
const LEFT = 290;
const WIDTH = 900;
const RIGHT = 90;
const TOP = 48;

const kinds = [
  { name: "product", colour: "#2f6fde", of: (row: Row) => row.product },
  { name: "compared with", colour: "#8a8f98", of: (row: Row) => row.against },
  { name: "bare handshake", colour: "#c9ccd1", of: (row: Row) => row.floor },
] as const;

/**
 * A chart of medians as SVG, with a thin line for each range. It has its own
 * white ground, so that it can be read on pages of any colour.
 */
export function chart(title: string, rows: readonly Row[]): string {
  const longest = Math.max(
    ...rows.flatMap((row) => kinds.flatMap(({ of }) => of(row) ?? [])),
  );
  const scale = (WIDTH - LEFT - RIGHT) / longest;
  const parts: string[] = [legend()];
  let y = TOP;
  for (const row of rows) {
    parts.push(label(rowName(row), y + BAR));
    for (const { of, colour } of kinds) {
      const series = of(row);
      if (series === undefined) continue;
      parts.push(bar(series, scale, y, colour));
      y += BAR;
    }
    y += GAP;
  }
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${y}" ` +
    `font-family="sans-serif" font-size="12" role="img">`,
    `<title>${escaped(title)}</title>`,
    `<rect width="${WIDTH}" height="${y}" fill="#ffffff"/>`,
    `<text x="8" y="18" font-size="14">${escaped(title)}</text>`,
    ...parts,
    "</svg>",
    "",
  ].join("\n");
}

function legend(): string {
  return kinds.map(({ name, colour }, index) => {
    const x = LEFT + index * 150;
    return `<rect x="${x}" y="26" width="10" height="10" fill="${colour}"/>` +
      `<text x="${x + 16}" y="35">${name}</text>`;
  }).join("\n");
}

function label(text: string, y: number): string {
  return `<text x="${LEFT - 8}" y="${y - 2}" text-anchor="end">${
    escaped(text.replaceAll("`", ""))
  }</text>`;
}

function bar(
  series: Series,
  scale: number,
  y: number,
  colour: string,
): string {
  const x = (value: number) => (LEFT + value * scale).toFixed(1);
  const middle = median(series);
  const line = y + BAR / 2 - 1;
  return `<rect x="${LEFT}" y="${y}" width="${
    (middle * scale).toFixed(1)
  }" height="${BAR - 2}" fill="${colour}"/>` +
    `<path d="M${x(Math.min(...series))} ${line}H${
      x(Math.max(...series))
    }" stroke="#222222"/>` +
    `<text x="${LEFT + Math.max(...series) * scale + 6}" y="${
      y + BAR - 3
    }" font-size="10">${middle.toFixed(0)} ms</text>`;
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}
