import { assert, assertEquals } from "@std/assert";
import { appServerArguments } from "../../src/codex/flags.ts";

const settings = appServerArguments.filter((_, index) =>
  index > 0 && index % 2 === 0
);

Deno.test("appServerArguments start an app-server with settings only", () => {
  const [command, ...flags] = appServerArguments;
  assertEquals(command, "app-server");
  for (const [index, flag] of flags.entries()) {
    if (index % 2 === 0) assertEquals(flag, "-c");
  }
});

Deno.test("appServerArguments switch off what could run or reach something", () => {
  const off = ["plugins", "apps", "multi_agent", "memories", "goals"]
    .concat("shell_tool", "unified_exec", "shell_snapshot", "hooks")
    .concat("codex_hooks", "tool_suggest");
  for (const feature of off) {
    assert(settings.includes(`features.${feature}=false`), feature);
  }
  for (const setting of ["notify=[]", 'web_search="disabled"']) {
    assert(settings.includes(setting), setting);
  }
});

Deno.test("appServerArguments ask for the image tool, which old versions keep off", () => {
  assert(settings.includes("features.image_generation=true"));
});

Deno.test("appServerArguments hold nothing that harms the user's home or is refused", () => {
  const harmful = /skills\.bundled|view_image|mcp_servers/;
  assertEquals(settings.filter((setting) => harmful.test(setting)), []);
});
