/** Longest name that is compared, in characters; a longer one is no typing slip. */
const LONGEST = 64;

/**
 * The candidate that `name` was most likely meant to be, or undefined when
 * none is near. Case, `-` and `_` make no difference; of two equally near
 * candidates the first wins.
 */
export function nearest(
  name: string,
  candidates: Iterable<string>,
): string | undefined {
  const wanted = plain(name);
  if (wanted.length > LONGEST) return undefined;
  let best: { name: string; distance: number } | undefined;
  for (const candidate of candidates) {
    const distance = editDistance(wanted, plain(candidate));
    if (distance > tolerance(wanted, plain(candidate))) continue;
    if (best === undefined || distance < best.distance) {
      best = { name: candidate, distance };
    }
  }
  return best?.name;
}

function plain(name: string): string {
  return name.toLowerCase().replaceAll(/[-_\s]/g, "");
}

/** Most edits at which two names still count as near: a third of the longer. */
function tolerance(a: string, b: string): number {
  const longer = Math.max(a.length, b.length);
  if (longer <= 3) return Math.min(1, longer - 1);
  return Math.max(2, Math.floor(longer / 3));
}

/** Levenshtein distance: inserted, removed and replaced characters. */
function editDistance(from: string, to: string): number {
  let above = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (let line = 1; line <= from.length; line++) {
    let left = line;
    const row = [left];
    for (let column = 1; column <= to.length; column++) {
      const [diagonal = 0, over = 0] = above.slice(column - 1, column + 1);
      const replaced = from[line - 1] === to[column - 1] ? 0 : 1;
      left = Math.min(left + 1, over + 1, diagonal + replaced);
      row.push(left);
    }
    above = row;
  }
  return above.at(-1) ?? 0;
}
