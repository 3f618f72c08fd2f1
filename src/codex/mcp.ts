/**
 * Thread settings that switch the user's MCP servers off, by name: an empty
 * table does not (Codex merges tables), and a name that does not exist makes
 * `thread/start` fail. A server that hangs would cost 30 s on the first turn.
 */
export function mcpServersOff(
  names: readonly string[],
): Record<string, boolean> {
  return Object.fromEntries(
    names.map((name) => [`mcp_servers.${tomlKey(name)}.enabled`, false]),
  );
}

/** A TOML key: bare where it may be, else quoted. */
function tomlKey(name: string): string {
  return /^[\w-]+$/.test(name) ? name : JSON.stringify(name);
}
