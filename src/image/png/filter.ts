/** Filter types are 0 to 4 (PNG third edition, 9.2). */
export const lastFilterType = 4;

/**
 * What a filter type predicts of a byte from its neighbours to the left, above,
 * and above left (PNG third edition, 9.2); the filtered byte is the difference.
 */
export function predict(
  type: number,
  left: number,
  above: number,
  aboveLeft: number,
): number {
  switch (type) {
    case 1:
      return left;
    case 2:
      return above;
    case 3:
      return (left + above) >> 1;
    case 4:
      return paeth(left, above, aboveLeft);
    default:
      return 0;
  }
}

/** Whichever neighbour is nearest to left + above - aboveLeft (PNG third edition, 9.4). */
function paeth(left: number, above: number, aboveLeft: number): number {
  const toLeft = Math.abs(above - aboveLeft);
  const toAbove = Math.abs(left - aboveLeft);
  const toAboveLeft = Math.abs(left + above - 2 * aboveLeft);
  if (toLeft <= toAbove && toLeft <= toAboveLeft) return left;
  return toAbove <= toAboveLeft ? above : aboveLeft;
}

/**
 * Undoes a row's filter in place. `above` is the unfiltered row above, `stride`
 * the bytes from one pixel to the next, 1 for pixels smaller than a byte.
 */
export function unfilter(
  type: number,
  row: Uint8Array,
  above: Uint8Array,
  stride: number,
): void {
  if (type === 0) return;
  for (let lane = 0; lane < stride; lane++) {
    let left = 0;
    let aboveLeft = 0;
    for (let at = lane; at < row.length; at += stride) {
      const up = above[at] ?? 0;
      left = ((row[at] ?? 0) + predict(type, left, up, aboveLeft)) & 0xff;
      row[at] = left;
      aboveLeft = up;
    }
  }
}
