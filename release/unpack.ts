/** A program and what it is given. */
export interface UnpackCommand {
  readonly program: string;
  readonly args: readonly string[];
}

/** How an archive is unpacked into a folder, as `docs/install.md` tells people. */
export function unpackCommand(
  os: typeof Deno.build.os,
  archive: string,
  folder: string,
): UnpackCommand {
  if (os === "windows") {
    const text =
      `Expand-Archive -LiteralPath '${archive}' -DestinationPath '${folder}'`;
    return { program: "powershell", args: ["-NoProfile", "-Command", text] };
  }
  return archive.endsWith(".zip")
    ? { program: "unzip", args: ["-q", archive, "-d", folder] }
    : { program: "tar", args: ["-xzf", archive, "-C", folder] };
}
