import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { codexEnvironment } from "../../src/codex/environment.ts";
import { assertProperty } from "../support/seeded.ts";

const posix = { pathSeparator: ":", ignoreCase: false } as const;
const windows = { pathSeparator: ";", ignoreCase: true } as const;

/** What every Codex gets: errors in its log, which explain a failed image. */
const logging = { RUST_LOG: "error" };

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
    assertEquals(environment, { HOME: "/h", PATH: "/p", ...logging });
  }
});

Deno.test("codexEnvironment() knows the withheld variables in any case on Windows only", () => {
  const own = { OpenAI_Api_Key: "x", codex_api_key: "x" };
  assertEquals(codexEnvironment(own, "C:\\p", windows), {
    PATH: "C:\\p",
    ...logging,
  });
  assertEquals(codexEnvironment(own, "/p", posix), {
    ...own,
    PATH: "/p",
    ...logging,
  });
});

Deno.test("codexEnvironment() leaves everything else as it is", async (t) => {
  const name = fc.stringMatching(/^[A-Z_]{1,12}$/)
    .filter((name) => ![...withheld, "PATH", "RUST_LOG"].includes(name));
  const property = fc.property(fc.dictionary(name, fc.string()), (own) => {
    assertEquals(codexEnvironment(own, "/p", posix), {
      ...own,
      PATH: "/p",
      ...logging,
    });
  });
  await assertProperty(t, property, 100);
});

Deno.test("codexEnvironment() has Codex log its errors, whatever the user has set", () => {
  const set = (
    own: Record<string, string>,
    rules: typeof posix | typeof windows,
  ) => codexEnvironment({ PATH: "x", ...own }, "p", rules);
  assertEquals(set({ RUST_LOG: "off" }, posix).RUST_LOG, "error");
  assertEquals(set({ Rust_Log: "off" }, windows), {
    PATH: "x;p",
    ...logging,
  });
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
    { Path: "C:\\Windows;C:\\npm", ...logging },
  );
});

Deno.test("codexEnvironment() does not change what it was given", () => {
  const own = { PATH: "/bin", OPENAI_API_KEY: "x" };
  codexEnvironment(own, "/p", posix);
  assertEquals(own, { PATH: "/bin", OPENAI_API_KEY: "x" });
});
