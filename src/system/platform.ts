import { platformKey } from "./platform_key.ts";

/** What the program runs on. */
export interface HostPlatform {
  /** Operating system as Deno names it, such as `darwin`. */
  readonly os: string;
  /** Architecture as Deno names it, such as `aarch64`. */
  readonly arch: string;
  /** The policy's name for both, such as `darwin/arm64`. */
  readonly key: string;
}

/**
 * The platform that this program was built for. Under emulation, such as an
 * x86_64 program on an arm64 computer, it is the emulated one.
 */
export function hostPlatform(): HostPlatform {
  const { os, arch } = Deno.build;
  return { os, arch, key: platformKey(os, arch) };
}

/** Was this program compiled into one binary, rather than run from source? */
export function isStandalone(): boolean {
  return Deno.build.standalone;
}
