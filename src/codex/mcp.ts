/**
 * Thread settings that switch the user's MCP servers off, by name: an empty
 * table does not (Codex merges tables), and a name that does not exist makes
 * `thread/start` fail. A server that hangs would cost 30 s on the first turn.
 *
 * Nested and not as dotted keys, because Codex cuts those at every dot, quoted
 * or not (tried on 0.122.0, 0.145.0 and 0.169.0).
 */
export function mcpServersOff(
  names: readonly string[],
): Record<string, unknown> {
  if (names.length === 0) return {};
  const servers = names.map((name) => [name, { enabled: false }]);
  return { mcp_servers: Object.fromEntries(servers) };
}
