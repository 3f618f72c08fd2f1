/** Predicts a byte from its neighbours to the left, above, and above left. */
type Predictor = (left: number, up: number, upLeft: number) => number;

/** By filter type (PNG third edition, 9.2); type 0 changes nothing. */
const predictors: readonly Predictor[] = [
  () => 0,
  (left) => left,
  (_left, up) => up,
  (left, up) => (left + up) >> 1,
  paeth,
];

/** The bytes of each pixel that matter, by their position in the pixel. */
export interface Lanes {
  /** Bytes from one pixel to the next; 1 for pixels smaller than a byte. */
  readonly stride: number;
  readonly positions: readonly number[];
}

/**
 * Undoes a row's filter in place, where `previous` is the unfiltered row above.
 * Every filter predicts a byte from bytes at the same position in neighbour
 * pixels, so lanes that do not matter are left filtered. False for a filter
 * type that PNG does not define.
 */
export function unfilter(
  type: number,
  row: Uint8Array,
  previous: Uint8Array,
  lanes: Lanes,
): boolean {
  const predict = predictors[type];
  if (predict === undefined) return false;
  if (type === 0) return true;
  for (const position of lanes.positions) {
    let left = 0;
    let upLeft = 0;
    for (let at = position; at < row.length; at += lanes.stride) {
      const up = previous[at] ?? 0;
      left = ((row[at] ?? 0) + predict(left, up, upLeft)) & 0xff;
      row[at] = left;
      upLeft = up;
    }
  }
  return true;
}

/** Whichever neighbour is nearest to left + up - upLeft (PNG third edition, 9.4). */
function paeth(left: number, up: number, upLeft: number): number {
  const toLeft = Math.abs(up - upLeft);
  const toUp = Math.abs(left - upLeft);
  const toUpLeft = Math.abs(left + up - 2 * upLeft);
  if (toLeft <= toUp && toLeft <= toUpLeft) return left;
  return toUp <= toUpLeft ? up : upLeft;
}
