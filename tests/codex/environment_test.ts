import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { codexEnvironment } from "../../src/codex/environment.ts";

const posix = { pathSeparator: ":", ignoreCase: false } as const;
const windows = { pathSeparator: ";", ignoreCase: true } as const;

const withheld = [
  "OPENAI_API_KEY",
  "CODEX_API_KEY",
  "OPENAI_BASE_URL",
  "CODEX_ACCESS_TOKEN",
];

Deno.test("codexEnvironment() withholds every variable that changes the login", () => {
  const own = Object.fromEntries(withheld.map((name) => [name, "x"]));
  for (const rules of [posix, windows]) {
    const environment = codexEnvironment({ ...own, HOME: "/h" }, "/p", rules);
    assertEquals(environment, { HOME: "/h", PATH: "/p" });
  }
});

Deno.test("codexEnvironment() knows the withheld variables in any case on Windows only", () => {
  const own = { OpenAI_Api_Key: "x", codex_api_key: "x" };
  assertEquals(codexEnvironment(own, "C:\\p", windows), { PATH: "C:\\p" });
  assertEquals(codexEnvironment(own, "/p", posix), { ...own, PATH: "/p" });
});

Deno.test("codexEnvironment() leaves everything else as it is", () => {
  const name = fc.stringMatching(/^[A-Z_]{1,12}$/)
    .filter((name) => name !== "PATH" && !withheld.includes(name));
  fc.assert(fc.property(fc.dictionary(name, fc.string()), (own) => {
    assertEquals(codexEnvironment(own, "/p", posix), { ...own, PATH: "/p" });
  }));
});

Deno.test("codexEnvironment() puts the program's folder last on PATH", () => {
  const path = (own: Record<string, string>) =>
    codexEnvironment(own, "/opt/node/bin", posix).PATH;
  assertEquals(path({ PATH: "/usr/bin:/bin" }), "/usr/bin:/bin:/opt/node/bin");
  assertEquals(path({ PATH: "" }), "/opt/node/bin");
  assertEquals(path({}), "/opt/node/bin");
});

Deno.test("codexEnvironment() writes to the variable that Windows calls Path", () => {
  assertEquals(
    codexEnvironment({ Path: "C:\\Windows" }, "C:\\npm", windows),
    { Path: "C:\\Windows;C:\\npm" },
  );
});

Deno.test("codexEnvironment() does not change what it was given", () => {
  const own = { PATH: "/bin", OPENAI_API_KEY: "x" };
  codexEnvironment(own, "/p", posix);
  assertEquals(own, { PATH: "/bin", OPENAI_API_KEY: "x" });
});
