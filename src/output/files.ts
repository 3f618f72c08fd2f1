/** What stands at a path itself; links are not followed. */
export interface Entry {
  readonly kind: "file" | "directory" | "link" | "other";
  /** Bytes. */
  readonly size: number;
  /** Device and file number: the same for two names of one file. */
  readonly identity: string;
  /** Permission bits; null on Windows. */
  readonly mode: number | null;
  /** Last change, in milliseconds since 1970. */
  readonly changedMs: number;
}

/** A new file that only we have open. */
export interface NewFile {
  /** Makes `bytes` the whole content. */
  write(bytes: Uint8Array): Promise<void>;
  /** Waits until the content is on the disk. */
  sync(): Promise<void>;
  close(): void;
}

/**
 * The file operations that publishing needs. Tests put their own here: a disk
 * that is full, has no hard links, or is held by a virus scanner.
 * Everything rejects with the system's error, see `file_errors.ts`.
 */
export interface Files {
  /** Undefined when nothing is there. */
  lstat(path: string): Promise<Entry | undefined>;
  realPath(path: string): Promise<string>;
  /** Names in a folder, in no order. */
  list(folder: string): Promise<string[]>;
  makeFolder(path: string): Promise<void>;
  /** A folder that is for its owner alone, with those above it; one that is there is fine. */
  makePrivateFolder(path: string): Promise<void>;
  /** Refuses whatever is there already, links included; `mode` before the umask. */
  createNew(path: string, mode: number): Promise<NewFile>;
  read(path: string): Promise<Uint8Array>;
  /** Gives a file a second name; refuses a name that is taken. */
  link(from: string, to: string): Promise<void>;
  /** Replaces what is at `to`. */
  rename(from: string, to: string): Promise<void>;
  remove(path: string): Promise<void>;
  /** Refuses a folder that is not empty, and whatever is no folder. */
  removeFolder(path: string): Promise<void>;
  setMode(path: string, mode: number): Promise<void>;
  /** Waits until a folder's names are on the disk. */
  syncFolder(path: string): Promise<void>;
}
