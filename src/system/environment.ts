/** Looks up one environment variable. */
export type Environment = (name: string) => string | undefined;

/** One environment variable of this process. */
export function environment(name: string): string | undefined {
  return Deno.env.get(name);
}

/** All of them, for a program that is started. */
export function allVariables(): Record<string, string> {
  return Deno.env.toObject();
}
