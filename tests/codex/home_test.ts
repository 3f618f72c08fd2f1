import { assertEquals } from "@std/assert";
import { join, resolve } from "@std/path";
import { codexHomeFolder } from "../../src/codex/home.ts";

const root = resolve("/");
const ada = join(root, "home", "ada");

function homeOf(env: Record<string, string>, os = "linux") {
  return codexHomeFolder(os, (name) => env[name], join(root, "here"));
}

Deno.test("codexHomeFolder() is where Codex looks", () => {
  const own = join(root, "own");
  assertEquals(homeOf({ HOME: ada }), join(ada, ".codex"));
  assertEquals(homeOf({ HOME: ada, CODEX_HOME: own }), own);
  assertEquals(homeOf({ CODEX_HOME: own }), own);
  assertEquals(homeOf({ HOME: ada, CODEX_HOME: "" }), join(ada, ".codex"));
  assertEquals(
    homeOf({ CODEX_HOME: "relative" }),
    join(root, "here", "relative"),
  );
  assertEquals(homeOf({}), undefined);
});
