import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { mcpServersOff } from "../../src/codex/mcp.ts";
import { assertProperty } from "../support/seeded.ts";

Deno.test("mcpServersOff() switches each server off by its name", () => {
  assertEquals(mcpServersOff(["github", "my docs", "a.b"]), {
    mcp_servers: {
      github: { enabled: false },
      "my docs": { enabled: false },
      "a.b": { enabled: false },
    },
  });
});

Deno.test("mcpServersOff() says nothing when there is no server", () => {
  assertEquals(mcpServersOff([]), {});
});

Deno.test("mcpServersOff() names exactly the servers that exist, whatever their names", async (t) => {
  const names = fc.uniqueArray(
    fc.oneof(fc.string(), fc.constantFrom("__proto__", "constructor", "")),
    { minLength: 1 },
  );
  const property = fc.property(names, (names) => {
    const sent = JSON.stringify(mcpServersOff(names));
    const servers = names.map((name) =>
      `${JSON.stringify(name)}:{"enabled":false}`
    );
    for (const server of servers) assertEquals(sent.includes(server), true);
  });
  await assertProperty(t, property, 100);
});
