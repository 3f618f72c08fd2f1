/** One file of an archive. */
export interface ArchiveEntry {
  /** Its place below the archive's one folder, with `/`. */
  readonly path: string;
  readonly bytes: Uint8Array;
  readonly executable: boolean;
}

/** Unix permissions of an entry, as `chmod` takes them. */
export function modeOf({ executable }: ArchiveEntry): number {
  return executable ? 0o755 : 0o644;
}

/**
 * The entries by their paths' code units, so that the order is the same
 * wherever and in whatever language an archive is made.
 */
export function inOrder(entries: readonly ArchiveEntry[]): ArchiveEntry[] {
  return entries.toSorted((one, other) => one.path < other.path ? -1 : 1);
}
