// Proves the lexical rules of output targets: by a table with samples of every
// group of dangerous names, and by properties over generated ones.
import { assert, assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { Failure } from "../../src/errors/failure.ts";
import { foldName } from "../../src/output/names.ts";
import { parseTarget, type Target } from "../../src/output/target.ts";
import { anyTarget } from "../fuzz/target_inputs.ts";
import { checkTarget, namesOf } from "../fuzz/target_rules.ts";
import { assertProperty } from "../support/seeded.ts";

const refused: Readonly<Record<string, readonly string[]>> = {
  "empty or the workspace itself": [
    ...["", " ", "  ", ".", "./", "..", "../", "/", "\\", "./.", "././x.png"],
    ...["a/./x.png", "a//x.png", "a//", ".//x.png"],
  ],
  "dot-dot": [
    ...["../x.png", "a/../../x.png", "./../x.png", "..\\x.png", "a/../x.png"],
    ...["a\\..\\..\\x.png", "a/..\\../x.png", "a/..", "a/../", ".. /x.png"],
    ...[".../x.png", "..png/..", "a/../../../../etc/x.png", "..\\..", "../.."],
  ],
  "rooted": [
    ...["/tmp/x.png", "//tmp/x.png", "~/x.png", "~root/x.png", "~", "./~/x"],
    ...["file:///tmp/x.png", "/proc/self/root/tmp/x.png", "/dev/stdout"],
  ],
  "Windows drives, shares and devices": [
    ...["C:\\x.png", "C:/x.png", "C:x.png", "\\x.png", "\\\\srv\\share\\x.png"],
    ...["//srv/share/x.png", "\\\\?\\C:\\x.png", "\\\\.\\pipe\\x.png"],
    ...["a\\C:\\x.png", "a/C:/x.png", "a\\x.png", "//?/C:/x.png", "C:", "./C:"],
    ...["c:../x.png", "a/b:c/x.png", "\\??\\C:\\x.png", "\\\\.\\C:", "//./nul"],
  ],
  "reserved names": [
    ...["CON", "con.png", "AUX.jpg", "nul.", "a/nul.png", "aux/x.png"],
    ...["COM1.png", "LPT1.webp", "COM1 .png", "COM¹.png", "lpt³.png", "CONIN$"],
    ...["conout$.png", "PRN", "prn/x.png", "nul.tar.png", "CLOCK$", "com0.png"],
    ...["NUL", "nul .png", "nul...png", "Lpt9", "COM²", "com³/x.png", "a/con"],
    ...["AuX.JpEg", "con .tar.png", "CONIN$ .png"],
  ],
  "alternate data streams": [
    ...["x.png:s", "x.png::$DATA", "dir::$INDEX_ALLOCATION/x.png", ":x.png"],
    ...["x.png:s.png", "a:/x.png", "x:$DATA", ".git::$INDEX_ALLOCATION/x.png"],
  ],
  "trailing dot or space, 8.3 names": [
    ...[
      "x.png.",
      "x.png ",
      "dir./x.png",
      "dir /x.png",
      "...",
      "x. ",
      "x.png..",
    ],
    ...["WORKSP~1/x.png", "git~1/x.png", "a/PICTUR~2.PNG", "x~12.png", "A~1"],
  ],
  "control and illegal characters": [
    ...["a\0.png", "a\n.png", "\u001b[2J.png", "a<.png", "a>.png", "a|.png"],
    ...["a?.png", "a*.png", 'a".png', "\ud800.png", "a\udc00/x.png"],
    ...["\ufeffx.png", "x\u202egnp.png", "x\u200b.png", "x\u2066.png"],
    ...["x\u2028y.png", "x\u0085.png", "x\u007f.png", "x\u00ad.png"],
    ...["x\uffff.png", "\u{e0041}x.png", "\udc00\ud800.png", "a\ud83d/x.png"],
    ...["x\r\n.png", "x\t.png", "\u202ax\u202c.png", "\u200fx.png", "x\0"],
  ],
  "folders of git": [
    ...[".GIT/x.png", ".git/hooks/x.png", "a/.Git/x.png", ".git"],
    ...[".g\u200cit/x.png", "git~2/x.png", ".gi\u200dt/x.png", ".git/", ".giT"],
  ],
  "names of unfinished images": [
    ...[".x.0123456789abcdef.png", "a/..0123456789abcdef.webp"],
  ],
  "extension": [".png", "a/.jpg", "x.png/", "x.jpeg/", "./.png", ".webp/"],
  "a name over 255 bytes": [
    `${"x".repeat(252)}.png`,
    `${"ä".repeat(126)}.png`,
    `${"日".repeat(84)}.png`,
    "x".repeat(256),
    `${"x".repeat(256)}/x.png`,
  ],
  "a path over 4,096 bytes": [
    `${"a/".repeat(2_046)}x.png`,
    `./${"a/".repeat(2_045)}x.png`,
    `${"a/".repeat(2_048)}a`,
    `${"日/".repeat(1_023)}x.png`,
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

Deno.test("parseTarget() refuses six megabytes by their length", () => {
  assertThrows(() => parseTarget("a/".repeat(3_000_000)), Failure, "longer");
});

/** Folders that leave 6 of the 4,096 bytes. */
const deep = Array.from({ length: 2_045 }, () => "a");

const accepted: readonly (readonly [string, Target])[] = [
  ["x.png", file([], "x.png")],
  ["./x.png", file([], "x.png")],
  ["codex/a b.PNG", file(["codex"], "a b.PNG")],
  ["x.PNG", file([], "x.PNG")],
  ["x.jpeg", file([], "x.jpeg")],
  ["x.JpG", file([], "x.JpG")],
  ["a/b/c.webp", file(["a", "b"], "c.webp")],
  ["dollar$.png", file([], "dollar$.png")],
  ["$HOME/x.png", file(["$HOME"], "x.png")],
  ["$HOME.png", file([], "$HOME.png")],
  ["${HOME}/%TEMP%.png", file(["${HOME}"], "%TEMP%.png")],
  ["%2e%2e/x.png", file(["%2e%2e"], "x.png")],
  ["..%2fx.png", file([], "..%2fx.png")],
  ["%2Ftmp%2Fx.png", file([], "%2Ftmp%2Fx.png")],
  ["\uff0e\uff0e/x.png", file(["\uff0e\uff0e"], "x.png")],
  ["\u2025/\u2215x.png", file(["\u2025"], "\u2215x.png")],
  ["\u2024\u2024/x.png", file(["\u2024\u2024"], "x.png")],
  ["..a/x..png", file(["..a"], "x..png")],
  ["console.png", file([], "console.png")],
  ["com10/lpt.png", file(["com10"], "lpt.png")],
  ["my-holiday~1.png", file([], "my-holiday~1.png")],
  ["a~b/x~.png", file(["a~b"], "x~.png")],
  [".gitignored/x.png", file([".gitignored"], "x.png")],
  ["Bäume/日本語/фото.png", file(["Bäume", "日本語"], "фото.png")],
  ["Ba\u0308ume.png", file([], "Ba\u0308ume.png")],
  ["👩‍🚀 ❤️.png", file([], "👩‍🚀 ❤️.png")],
  ["می‌خواهم.png", file([], "می‌خواهم.png")],
  [`${"x".repeat(251)}.png`, file([], `${"x".repeat(251)}.png`)],
  [`${"日".repeat(83)}xy.png`, file([], `${"日".repeat(83)}xy.png`)],
  [`${"x".repeat(255)}/x.png`, file(["x".repeat(255)], "x.png")],
  ["x".repeat(255), { kind: "directory", folders: ["x".repeat(255)] }],
  [`${"a/".repeat(2_045)}xy.png`, file(deep, "xy.png")],
  [`./${"a/".repeat(2_045)}dirs`, {
    kind: "directory",
    folders: [...deep, "dirs"],
  }],
  ["codex", { kind: "directory", folders: ["codex"] }],
  ["codex/", { kind: "directory", folders: ["codex"] }],
  ["v1/out", { kind: "directory", folders: ["v1", "out"] }],
];

Deno.test("parseTarget() accepts ordinary names as they are", () => {
  for (const [raw, target] of accepted) {
    assertEquals(parseTarget(raw), target, show(raw));
  }
});

Deno.test("a target is a safe place below the workspace by every system's rules, or refused in plain words", async (t) => {
  const counts = { accepted: 0, refused: 0 };
  const property = fc.property(anyTarget, (raw) => {
    counts[checkTarget(raw) ? "accepted" : "refused"]++;
  });
  await assertProperty(t, property, 12_000);
  assert(counts.accepted > 200 && counts.refused > 200);
});

Deno.test("every target of the tables keeps the rules that generated ones do", () => {
  for (const raw of Object.values(refused).flat()) {
    assertEquals(checkTarget(raw), false, show(raw));
  }
  for (const [raw] of accepted) assert(checkTarget(raw), show(raw));
});

Deno.test("foldName() takes spellings of one name for one, in case, form and order of accents", () => {
  const same = [
    ["\u00e9", "E\u0301"],
    ["\u1e9e", "\u00df"],
    ["\u212b", "a\u030a"],
    ["\u03b1\u0345\u0301", "\u1fb4"],
    ["\uac00", "\u1100\u1161"],
    ["\u212a", "k"],
  ] as const;
  for (const [one, other] of same) {
    assertEquals(foldName(one), foldName(other), JSON.stringify([one, other]));
  }
});

Deno.test("parseTarget() accepts names of letters and digits of any script", async (t) => {
  const letter = fc.constantFrom(..."aZ09äßøжЯλ中日あ한אبกहि_-+,;=@#&()[]{}!'");
  const word = fc.string({ unit: letter, minLength: 1, maxLength: 20 })
    .map((text) => `n${text}`);
  const property = fc.property(
    fc.array(word, { maxLength: 4 }),
    word,
    fc.constantFrom("png", "jpg", "jpeg", "webp", "WebP"),
    (folders, stem, extension) => {
      const raw = [...folders, `${stem}.${extension}`].join("/");
      assertEquals(namesOf(parseTarget(raw)), raw.split("/"));
    },
  );
  await assertProperty(t, property, 1_000);
});

function file(folders: string[], name: string): Target {
  return { kind: "file", folders, name };
}

function show(target: string): string {
  return `for ${JSON.stringify(target.slice(0, 60))}`;
}
