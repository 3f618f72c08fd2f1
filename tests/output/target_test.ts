// Proves the lexical rules of output targets: by a table with samples of every
// group of dangerous names, and by properties over generated ones.
import { assert, assertEquals, assertThrows } from "@std/assert";
import { join as posixJoin, relative as posixRelative } from "@std/path/posix";
import {
  join as windowsJoin,
  relative as windowsRelative,
} from "@std/path/windows";
import fc from "fast-check";
import { Failure } from "../../src/errors/failure.ts";
import { parseTarget, type Target } from "../../src/output/target.ts";

const refused: Readonly<Record<string, readonly string[]>> = {
  "empty or the workspace itself": [
    ...["", " ", "  ", ".", "./", "..", "../", "/", "\\", "./.", "././x.png"],
    ...["a/./x.png", "a//x.png", "a//", ".//x.png"],
  ],
  "dot-dot": [
    ...["../x.png", "a/../../x.png", "./../x.png", "..\\x.png", "a/../x.png"],
    ...["a\\..\\..\\x.png", "a/..\\../x.png", "a/..", "a/../", ".. /x.png"],
  ],
  "rooted": [
    ...["/tmp/x.png", "//tmp/x.png", "~/x.png", "~root/x.png", "~"],
    ...["file:///tmp/x.png", "/proc/self/root/tmp/x.png", "/dev/stdout"],
  ],
  "Windows drives, shares and devices": [
    ...["C:\\x.png", "C:/x.png", "C:x.png", "\\x.png", "\\\\srv\\share\\x.png"],
    ...["//srv/share/x.png", "\\\\?\\C:\\x.png", "\\\\.\\pipe\\x.png"],
    ...["a\\C:\\x.png", "a/C:/x.png", "a\\x.png", "//?/C:/x.png"],
  ],
  "reserved names": [
    ...["CON", "con.png", "AUX.jpg", "nul.", "a/nul.png", "aux/x.png"],
    ...["COM1.png", "LPT1.webp", "COM1 .png", "COM¹.png", "lpt³.png", "CONIN$"],
    ...["conout$.png", "PRN", "prn/x.png", "nul.tar.png", "CLOCK$", "com0.png"],
  ],
  "alternate data streams": [
    ...["x.png:s", "x.png::$DATA", "dir::$INDEX_ALLOCATION/x.png", ":x.png"],
  ],
  "trailing dot or space, 8.3 names": [
    ...["x.png.", "x.png ", "dir./x.png", "dir /x.png", "...", "x. "],
    ...["WORKSP~1/x.png", "git~1/x.png", "a/PICTUR~2.PNG", "x~12.png"],
  ],
  "control and illegal characters": [
    ...["a\0.png", "a\n.png", "\u001b[2J.png", "a<.png", "a>.png", "a|.png"],
    ...["a?.png", "a*.png", 'a".png', "\ud800.png", "a\udc00/x.png"],
    ...["\ufeffx.png", "x\u202egnp.png", "x\u200b.png", "x\u2066.png"],
    ...["x\u2028y.png", "x\u0085.png", "x\u007f.png", "x\u00ad.png"],
    ...["x\uffff.png", "\u{e0041}x.png"],
  ],
  "folders of git": [
    ...[".GIT/x.png", ".git/hooks/x.png", "a/.Git/x.png", ".git"],
    ...[".g\u200cit/x.png", "git~2/x.png"],
  ],
  "extension": [".png", "a/.jpg", "x.png/", "x.jpeg/"],
  "length": [
    `${"x".repeat(252)}.png`,
    `${"ä".repeat(126)}.png`,
    "x".repeat(256),
    `${"a/".repeat(2_047)}x.png`,
  ],
};

for (const [group, targets] of Object.entries(refused)) {
  Deno.test(`parseTarget() refuses ${group}`, () => {
    for (const target of targets) {
      const failure = assertThrows(() => parseTarget(target), Failure);
      assertEquals(failure.code, "output/invalid_target", show(target));
      assertEquals(failure.exit, 2);
    }
  });
}

Deno.test("parseTarget() refuses extensions that are not an image's", () => {
  const targets = ["x.svg", "x.gif", "x.png.exe", "a/b.txt", "v1.2", ".hidden"];
  for (const target of [...targets, "x.svg/", "x.pngx", "x.png~"]) {
    const failure = assertThrows(() => parseTarget(target), Failure);
    assertEquals(failure.code, "output/unsupported_extension", show(target));
  }
});

Deno.test("parseTarget() says plainly what is wrong", () => {
  const failure = assertThrows(() => parseTarget("a/nul.png"), Failure);
  assertEquals(
    failure.message,
    "The output target is not safe: nul is a device name on Windows",
  );
});

const accepted: readonly (readonly [string, Target])[] = [
  ["x.png", file([], "x.png", "png")],
  ["./x.png", file([], "x.png", "png")],
  ["codex/a b.PNG", file(["codex"], "a b.PNG", "png")],
  ["x.jpeg", file([], "x.jpeg", "jpeg")],
  ["x.JpG", file([], "x.JpG", "jpeg")],
  ["a/b/c.webp", file(["a", "b"], "c.webp", "webp")],
  ["dollar$.png", file([], "dollar$.png", "png")],
  ["$HOME/x.png", file(["$HOME"], "x.png", "png")],
  ["%2e%2e/x.png", file(["%2e%2e"], "x.png", "png")],
  ["\u2024\u2024/x.png", file(["\u2024\u2024"], "x.png", "png")],
  ["..a/x..png", file(["..a"], "x..png", "png")],
  ["console.png", file([], "console.png", "png")],
  ["com10/lpt.png", file(["com10"], "lpt.png", "png")],
  ["my-holiday~1.png", file([], "my-holiday~1.png", "png")],
  ["a~b/x~.png", file(["a~b"], "x~.png", "png")],
  [".gitignored/x.png", file([".gitignored"], "x.png", "png")],
  ["Bäume/日本語/фото.png", file(["Bäume", "日本語"], "фото.png", "png")],
  ["Ba\u0308ume.png", file([], "Ba\u0308ume.png", "png")],
  ["👩‍🚀 ❤️.png", file([], "👩‍🚀 ❤️.png", "png")],
  ["می‌خواهم.png", file([], "می‌خواهم.png", "png")],
  [`${"x".repeat(251)}.png`, file([], `${"x".repeat(251)}.png`, "png")],
  ["codex", { kind: "directory", folders: ["codex"] }],
  ["codex/", { kind: "directory", folders: ["codex"] }],
  ["v1/out", { kind: "directory", folders: ["v1", "out"] }],
];

Deno.test("parseTarget() accepts ordinary names as they are", () => {
  for (const [raw, target] of accepted) {
    assertEquals(parseTarget(raw), target, show(raw));
  }
});

const hostile = fc.constantFrom(
  ...["..", ".", "/", "\\", "~", ":", "C:", "CON", "nul", ".git", "~1", " "],
  ...["\0", "$DATA", "x", ".png", ".jpg", "com¹", "\u202e", "%2e", "//?/", "é"],
  ...Object.values(refused).flat(),
);
const anyTarget = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.array(hostile, { maxLength: 6 }).map((parts) => parts.join("")),
  fc.array(fc.oneof(hostile, fc.string({ unit: "grapheme" })), { maxLength: 5 })
    .map((parts) => `${parts.join("/")}.png`),
);

Deno.test("whatever parseTarget() accepts lies strictly below the workspace, by the rules of every system", () => {
  const property = fc.property(anyTarget, (raw) => {
    const names = namesOf(raw);
    if (names === undefined) return;
    assert(names.length > 0);
    const posix = posixJoin("/home/ws", ...names);
    assertEquals(posixRelative("/home/ws", posix), names.join("/"));
    const windows = windowsJoin("C:\\ws", ...names);
    assertEquals(windowsRelative("C:\\ws", windows), names.join("\\"));
  });
  fc.assert(property, { numRuns: 10_000 });
});

Deno.test("parseTarget() accepts names of letters and digits of any script", () => {
  const letter = fc.constantFrom(..."aZ09äßøжЯλ中日あ한אبกहि_-+,;=@#&()[]{}!'");
  const word = fc.string({ unit: letter, minLength: 1, maxLength: 20 })
    .map((text) => `n${text}`);
  const property = fc.property(
    fc.array(word, { maxLength: 4 }),
    word,
    fc.constantFrom("png", "jpg", "jpeg", "webp", "WebP"),
    (folders, stem, extension) => {
      const raw = [...folders, `${stem}.${extension}`].join("/");
      assertEquals(namesOf(raw), raw.split("/"));
    },
  );
  fc.assert(property, { numRuns: 1_000 });
});

function file(
  folders: string[],
  name: string,
  format: "png" | "jpeg" | "webp",
): Target {
  return { kind: "file", folders, name, format };
}

function namesOf(raw: string): string[] | undefined {
  try {
    const target = parseTarget(raw);
    return target.kind === "file"
      ? [...target.folders, target.name]
      : [...target.folders];
  } catch (error) {
    if (error instanceof Failure) return undefined;
    throw error;
  }
}

function show(target: string): string {
  return `for ${JSON.stringify(target.slice(0, 60))}`;
}
