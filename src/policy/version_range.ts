import { type Comparator, compare, parseRange, type SemVer } from "@std/semver";

/**
 * Does `range` hold `version`, by the plain order of semantic versions? Unlike
 * a package manager's rule, a prerelease is held whenever it lies between the
 * ends: a denied range must not let 0.141.0-alpha.1 through `>=0.140.0 <0.142.0`.
 */
export function inRange(version: SemVer, range: string): boolean {
  return parseRange(range).some((comparators) =>
    comparators.every((comparator) => holds(comparator, version))
  );
}

function holds(comparator: Comparator, version: SemVer): boolean {
  // The library's form of "*".
  if (Number.isNaN(comparator.major)) return true;
  const order = compare(version, comparator);
  switch (comparator.operator) {
    case "<":
      return order < 0;
    case "<=":
      return order <= 0;
    case ">":
      return order > 0;
    case ">=":
      return order >= 0;
    case "!=":
      return order !== 0;
    default:
      return order === 0;
  }
}
