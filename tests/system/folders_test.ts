import { assertEquals } from "@std/assert";
import {
  configurationFolder,
  homeFolder,
  keptFolder,
  shownPath,
} from "../../src/system/folders.ts";

function environment(values: Record<string, string>) {
  return (name: string) => values[name];
}

Deno.test("configurationFolder() follows each platform's rule", () => {
  const cases: [string, Record<string, string>, string | undefined][] = [
    ["linux", { HOME: "/home/ada" }, "/home/ada/.config/modly-codex-image"],
    [
      "linux",
      { HOME: "/home/ada", XDG_CONFIG_HOME: "/cfg" },
      "/cfg/modly-codex-image",
    ],
    ["linux", { XDG_CONFIG_HOME: "/cfg" }, "/cfg/modly-codex-image"],
    [
      "linux",
      { HOME: "/home/ada", XDG_CONFIG_HOME: "relative" },
      "/home/ada/.config/modly-codex-image",
    ],
    [
      "freebsd",
      { HOME: "/home/ada", XDG_CONFIG_HOME: "" },
      "/home/ada/.config/modly-codex-image",
    ],
    [
      "darwin",
      { HOME: "/Users/ada", XDG_CONFIG_HOME: "/cfg" },
      "/Users/ada/Library/Application Support/modly-codex-image",
    ],
    [
      "windows",
      { APPDATA: "C:\\Users\\ada\\AppData\\Roaming", HOME: "/home/ada" },
      "C:\\Users\\ada\\AppData\\Roaming\\modly-codex-image",
    ],
    ["windows", { USERPROFILE: "C:\\Users\\ada" }, undefined],
    ["linux", {}, undefined],
    ["linux", { HOME: "ada" }, undefined],
    ["darwin", {}, undefined],
  ];
  for (const [os, env, folder] of cases) {
    assertEquals(configurationFolder(os, environment(env)), folder);
  }
});

Deno.test("keptFolder() is in the folder that each platform has for what lasts", () => {
  const cases: [string, Record<string, string>, string | undefined][] = [
    [
      "linux",
      { HOME: "/home/ada" },
      "/home/ada/.local/state/modly-codex-image/kept",
    ],
    [
      "linux",
      { HOME: "/home/ada", XDG_STATE_HOME: "/state", XDG_CONFIG_HOME: "/cfg" },
      "/state/modly-codex-image/kept",
    ],
    [
      "linux",
      { HOME: "/home/ada", XDG_STATE_HOME: "relative" },
      "/home/ada/.local/state/modly-codex-image/kept",
    ],
    [
      "darwin",
      { HOME: "/Users/ada", XDG_STATE_HOME: "/state" },
      "/Users/ada/Library/Application Support/modly-codex-image/kept",
    ],
    [
      "windows",
      { LOCALAPPDATA: "C:\\Users\\ada\\AppData\\Local", APPDATA: "C:\\roam" },
      "C:\\Users\\ada\\AppData\\Local\\modly-codex-image\\kept",
    ],
    ["windows", { USERPROFILE: "C:\\Users\\ada" }, undefined],
    ["linux", {}, undefined],
    ["darwin", { XDG_STATE_HOME: "/state" }, undefined],
  ];
  for (const [os, env, folder] of cases) {
    assertEquals(keptFolder(os, environment(env)), folder);
  }
});

Deno.test("homeFolder() takes absolute folders only", () => {
  const linux = environment({ HOME: "/home/ada", USERPROFILE: "C:\\ada" });
  assertEquals(homeFolder("linux", linux), "/home/ada");
  assertEquals(homeFolder("windows", linux), "C:\\ada");
  assertEquals(homeFolder("linux", environment({ HOME: "." })), undefined);
});

Deno.test("shownPath() hides the home folder and nothing else", () => {
  const env = environment({ HOME: "/home/ada", USERPROFILE: "C:\\Users\\ada" });
  const cases: [string, string, string][] = [
    ["linux", "/home/ada/.config/p.json", "~/.config/p.json"],
    ["linux", "/home/adamant/p.json", "/home/adamant/p.json"],
    ["linux", "/opt/p.json", "/opt/p.json"],
    ["windows", "C:\\Users\\ada\\p.json", "~\\p.json"],
    ["windows", "D:\\p.json", "D:\\p.json"],
  ];
  for (const [os, path, shown] of cases) {
    assertEquals(shownPath(path, os, env), shown);
  }
  assertEquals(shownPath("/a/b", "linux", environment({})), "/a/b");
});
