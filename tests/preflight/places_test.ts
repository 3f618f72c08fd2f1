import { assertEquals } from "@std/assert";
import fc from "fast-check";
import {
  nvmVersionsFolder,
  programNames,
  searchFolders,
  type SearchRules,
} from "../../src/preflight/places.ts";
import { assertProperty } from "../support/seeded.ts";

type Variables = Readonly<Record<string, string>>;

/** Rules of an operating system with exactly these variables. */
function rules(
  os: string,
  variables: Variables,
  more: Partial<SearchRules> = {},
): SearchRules {
  return {
    os,
    env: (name) => variables[name],
    installFolders: false,
    folders: [],
    ...more,
  };
}

const paths: readonly (readonly [string, string, string, string[]])[] = [
  ["keeps the order", "linux", "/b:/a", ["/b", "/a"]],
  ["takes each folder once", "linux", "/a:/b:/a", ["/a", "/b"]],
  [
    "leaves out relative and empty entries, which mean the current folder",
    "linux",
    "bin::.:./x:../y:/a:",
    ["/a"],
  ],
  ["leaves out what only a shell expands", "darwin", "~/bin:/a", ["/a"]],
  ["finds nothing in an empty PATH", "linux", "", []],
  [
    "keeps folders with spaces",
    "darwin",
    "/Applications/My App/bin",
    ["/Applications/My App/bin"],
  ],
  [
    "splits at semicolons on Windows",
    "windows",
    "C:\\a b;D:\\c",
    ["C:\\a b", "D:\\c"],
  ],
  [
    "leaves out relative entries on Windows",
    "windows",
    "bin;.;C:bin;;C:\\a;%X%\\b",
    ["C:\\a"],
  ],
  [
    "takes network folders on Windows",
    "windows",
    "\\\\server\\tools",
    ["\\\\server\\tools"],
  ],
];

for (const [name, os, path, expected] of paths) {
  Deno.test(`searchFolders() ${name}`, () => {
    assertEquals(searchFolders(rules(os, { PATH: path })), expected);
  });
}

Deno.test("searchFolders() copes without any variable", () => {
  for (const os of ["linux", "darwin", "windows"]) {
    assertEquals(searchFolders(rules(os, {})), []);
  }
});

Deno.test("searchFolders() takes the policy's folders after PATH and before the usual ones", () => {
  const folders = searchFolders(rules("linux", { PATH: "/a" }, {
    folders: ["/policy", "relative", "/a"],
    installFolders: true,
  }));
  assertEquals(folders.slice(0, 2), ["/a", "/policy"]);
  assertEquals(folders.includes("relative"), false);
  assertEquals(folders.includes("/usr/local/bin"), true);
});

const usual: readonly (readonly [string, Variables, string[]])[] = [
  ["linux", { HOME: "/home/jo" }, [
    "/home/jo/.local/bin",
    "/home/jo/.npm-global/bin",
    "/home/jo/.volta/bin",
    "/home/jo/.bun/bin",
    "/home/jo/.local/share/pnpm",
    "/usr/local/bin",
    "/usr/bin",
    "/home/linuxbrew/.linuxbrew/bin",
  ]],
  ["darwin", { HOME: "/Users/jo" }, [
    "/Users/jo/.local/bin",
    "/Users/jo/.npm-global/bin",
    "/Users/jo/.volta/bin",
    "/Users/jo/.bun/bin",
    "/Users/jo/Library/pnpm",
    "/opt/homebrew/bin",
    "/usr/local/bin",
  ]],
  [
    "linux",
    {
      NVM_BIN: "/n/bin",
      NPM_CONFIG_PREFIX: "/p",
      VOLTA_HOME: "/v",
      PNPM_HOME: "/pn",
    },
    [
      "/n/bin",
      "/p/bin",
      "/v/bin",
      "/pn",
      "/usr/local/bin",
      "/usr/bin",
      "/home/linuxbrew/.linuxbrew/bin",
    ],
  ],
  [
    "linux",
    { HOME: "home", NVM_BIN: "bin", VOLTA_HOME: "", PNPM_HOME: "." },
    ["/usr/local/bin", "/usr/bin", "/home/linuxbrew/.linuxbrew/bin"],
  ],
  ["windows", {
    APPDATA: "C:\\Users\\jo\\AppData\\Roaming",
    LOCALAPPDATA: "C:\\Users\\jo\\AppData\\Local",
    USERPROFILE: "C:\\Users\\jo",
    NVM_SYMLINK: "C:\\nodejs",
  }, [
    "C:\\nodejs",
    "C:\\Users\\jo\\AppData\\Roaming\\npm",
    "C:\\Users\\jo\\AppData\\Local\\Volta\\bin",
    "C:\\Users\\jo\\AppData\\Local\\pnpm",
    "C:\\Users\\jo\\.bun\\bin",
    "C:\\Users\\jo\\.local\\bin",
  ]],
  ["windows", {}, []],
];

for (const [os, variables, expected] of usual) {
  const names = Object.keys(variables).join(", ") || "no variables";
  Deno.test(`searchFolders() knows the usual folders of ${os} with ${names}`, () => {
    const found = searchFolders(
      rules(os, variables, { installFolders: true }),
    );
    assertEquals(found, expected);
  });
}

Deno.test("searchFolders() never gives a relative folder", async (t) => {
  const entry = fc.oneof(
    fc.string(),
    fc.constantFrom(".", "..", "~", "bin", "/usr/bin", "C:\\x", "C:", ""),
  );
  const variables = fc.dictionary(
    fc.constantFrom("PATH", "HOME", "NVM_BIN", "PNPM_HOME", "VOLTA_HOME"),
    entry,
  );
  const property = fc.property(
    variables,
    fc.array(entry),
    (variables, folders) => {
      const found = searchFolders(
        rules("linux", variables, { folders, installFolders: true }),
      );
      assertEquals(found.filter((folder) => !folder.startsWith("/")), []);
      assertEquals(new Set(found).size, found.length);
    },
  );
  await assertProperty(t, property, 100);
});

const names: readonly (readonly [string, string | undefined, string[]])[] = [
  ["linux", undefined, ["codex"]],
  ["darwin", ".CMD", ["codex"]],
  ["windows", undefined, ["codex.com", "codex.exe", "codex.bat", "codex.cmd"]],
  ["windows", "", ["codex.com", "codex.exe", "codex.bat", "codex.cmd"]],
  ["windows", ".CMD;.exe", ["codex.cmd", "codex.exe"]],
  [
    "windows",
    ".COM;.EXE;.BAT;.CMD;.VBS;.JS;.PS1",
    ["codex.com", "codex.exe", "codex.bat", "codex.cmd"],
  ],
  ["windows", " .EXE ;;.", ["codex.exe"]],
];

for (const [os, pathext, expected] of names) {
  Deno.test(`programNames() of ${os} with PATHEXT ${pathext ?? "unset"}`, () => {
    const variables: Variables = pathext === undefined
      ? {}
      : { PATHEXT: pathext };
    assertEquals(programNames(rules(os, variables)), expected);
  });
}

const nvm: readonly (readonly [string, Variables, string | undefined])[] = [
  ["linux", { HOME: "/h" }, "/h/.nvm/versions/node"],
  ["darwin", { HOME: "/h", NVM_DIR: "/nvm" }, "/nvm/versions/node"],
  ["linux", {}, undefined],
  ["linux", { HOME: "/h", NVM_DIR: "nvm" }, undefined],
  ["windows", { USERPROFILE: "C:\\h", NVM_DIR: "C:\\nvm" }, undefined],
];

for (const [os, variables, expected] of nvm) {
  const given = Object.keys(variables).join(" and ") || "nothing";
  Deno.test(`nvmVersionsFolder() of ${os} from ${given}`, () => {
    assertEquals(nvmVersionsFolder(rules(os, variables)), expected);
  });
}
