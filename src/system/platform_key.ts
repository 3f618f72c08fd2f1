/** Other names of operating systems, as Node, Python and `uname` spell them. */
const systems = new Map([
  ["macos", "darwin"],
  ["osx", "darwin"],
  ["win32", "windows"],
  ["windows_nt", "windows"],
]);

/** Other names of processor architectures. */
const processors = new Map([
  ["aarch64", "arm64"],
  ["amd64", "x86_64"],
  ["x64", "x86_64"],
  ["x86-64", "x86_64"],
]);

/**
 * The product's name for a platform, such as `linux/x86_64`, from any usual
 * spelling of the operating system and the architecture. Names that nobody
 * knows are kept in lower case, so that they match no policy entry by chance.
 */
export function platformKey(os: string, arch: string): string {
  const system = os.trim().toLowerCase();
  const processor = arch.trim().toLowerCase();
  return `${systems.get(system) ?? system}/${
    processors.get(processor) ?? processor
  }`;
}
