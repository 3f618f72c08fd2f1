/** What the flags of a release keep a program from, shown with a program that tries. */
import { assert, assertEquals } from "@std/assert";
import { fileURLToPath } from "node:url";
import { compiled } from "./support_program.ts";

const entry = fileURLToPath(new URL("fixtures/reach_out.ts", import.meta.url));

/** Runs the program against a loopback server that counts its connections. */
async function reachOut(
  program: string,
  args: readonly string[],
): Promise<{ outcomes: unknown; connections: number }> {
  using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  let connections = 0;
  const serving = (async () => {
    for await (const connection of listener) {
      connections++;
      connection.close();
    }
  })();
  const { addr } = listener;
  if (addr.transport !== "tcp") throw new Error("not a TCP listener");
  const { stdout } = await new Deno.Command(program, {
    args: [...args, `127.0.0.1:${addr.port}`],
    stdin: "null",
    stderr: "inherit",
  }).output();
  listener.close();
  await serving;
  return {
    outcomes: JSON.parse(new TextDecoder().decode(stdout)),
    connections,
  };
}

Deno.test("a compiled program reaches no network and no native code", async () => {
  const program = await compiled(entry, "reach-out");
  assertEquals(await reachOut(program, []), {
    outcomes: {
      fetch: "NotCapable",
      connect: "NotCapable",
      listen: "NotCapable",
      resolve: "NotCapable",
      socket: "NotCapable",
      // What Node's functions make of it; nobody refused, see the count.
      node: "ECONNREFUSED",
      native: "NotCapable",
    },
    connections: 0,
  });
});

Deno.test("the same program gets out when it may, so that test is a fair one", async () => {
  const { outcomes, connections } = await reachOut(Deno.execPath(), [
    ...["run", "--no-config", "--allow-net", "--no-prompt", entry],
  ]);
  const { connect, listen, node } = Object(outcomes);
  assertEquals({ connect, listen, node }, {
    connect: "worked",
    listen: "worked",
    node: "worked",
  });
  assert(connections >= 2);
});
