import { assertEquals } from "@std/assert";
import { mcpServersOff } from "../../src/codex/mcp.ts";

const names: readonly (readonly [string, string])[] = [
  ["github", "mcp_servers.github.enabled"],
  ["my_server-2", "mcp_servers.my_server-2.enabled"],
  ["a.b", 'mcp_servers."a.b".enabled'],
  ["two words", 'mcp_servers."two words".enabled'],
  ['say "hi"', String.raw`mcp_servers."say \"hi\"".enabled`],
  ["line\n", String.raw`mcp_servers."line\n".enabled`],
  ["é", 'mcp_servers."é".enabled'],
  ["", 'mcp_servers."".enabled'],
];

for (const [name, key] of names) {
  Deno.test(`mcpServersOff() switches ${JSON.stringify(name)} off by its TOML key`, () => {
    assertEquals(mcpServersOff([name]), { [key]: false });
  });
}

Deno.test("mcpServersOff() names exactly the servers that exist", () => {
  assertEquals(mcpServersOff([]), {});
  assertEquals(Object.keys(mcpServersOff(["a", "b"])).length, 2);
});
