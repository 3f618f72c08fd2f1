/** Output targets of every dangerous kind, for properties and for fuzzing. */
import fc from "fast-check";

/** What a dangerous target is made of, by what it is meant to break. */
export const targetAtoms = {
  dots: [".", "..", "...", ". .", "\u2024\u2024", "\uff0e\uff0e", "\u2025"],
  slashes: ["/", "//", "/./", "/../", "\\", "\\\\", "\uff0f", "\u2215"],
  encoded: ["%2e%2e", "%2f", "%5c", "%252e", "..%2f", "%00", "&#46;", "\\x2e"],
  rooted: ["~", "~root", "$HOME", "${HOME}", "%TEMP%", "file:///", "/dev/"],
  drives: ["C:", "c:/", "Z:\\", "\\\\?\\", "//?/", "\\\\.\\", "//srv/share/"],
  devices: [
    ...["CON", "con", "PRN", "Aux", "NUL", "nul", "COM1", "com9", "LPT1"],
    ...["COM0", "com\u00b9", "COM\u00b2", "lpt\u00b3", "CONIN$", "conout$"],
    ...["CLOCK$", "nul.txt", "con ", "aux.", "com10", "console", "$"],
  ],
  streams: [":", ":s", "::$DATA", ":$I30:$INDEX_ALLOCATION"],
  shortNames: ["~1", "PROGRA~1", "git~1", "LONGNA~12.PNG", "holidays~1", "x~"],
  ends: [".", " ", ". ", " .", "\u00a0", "\u3000"],
  signs: ["<", ">", "|", "?", "*", '"', "'", "`", "$(x)", ";", "&", "#", "\t"],
  controls: [
    ...["\0", "\n", "\r", "\u001b[2J", "\u007f", "\u0085", "\u2028", "\u2029"],
    ...["\ufffe", "\uffff", "\u{1fffe}"],
  ],
  invisible: [
    ...["\u200b", "\u200d", "\u200e", "\u200f", "\u202a", "\u202e", "\u2060"],
    ...["\u2066", "\u2069", "\ufeff", "\u00ad", "\ufe0f", "\u{e0041}"],
    ...["\u061c", "\u180e", "\u3164"],
  ],
  halves: ["\ud800", "\udbff", "\udc00", "\ud83d"],
  git: [".git", ".GIT", ".Git ", ".g\u200cit", ".git::$DATA", ".gitignore"],
  forms: [
    ...["\u00e9", "e\u0301", "\u212b", "\u00c5", "A\u030a", "\uac00"],
    ...["\u1100\u1161", "\u00df", "\u1e9e", "\u0131", "\u0130", "\u017f"],
    ...["\u212a", "\ufb01", "\u03b1\u0345\u0301", "\u1fb4", "\u03c2"],
  ],
  extensions: [
    ...[".png", ".PNG", ".jpg", ".jpeg", ".WebP", ".svg", ".gif", ".png.exe"],
    ...[".png.", ".png ", ".pn\u0261"],
  ],
  words: [
    "a",
    "b c",
    "codex",
    "picture",
    "x",
    "Bäume",
    "日本語",
    "👩‍🚀",
    "می‌خواهم",
  ],
} as const satisfies Readonly<Record<string, readonly string[]>>;

const atom = fc.oneof(
  ...Object.values(targetAtoms).map((atoms) => fc.constantFrom(...atoms)),
);
const word = fc.constantFrom(...targetAtoms.words);
const extension = fc.constantFrom("", ".png", ".PNG", ".jpeg", ".webp");

/** Any atoms behind each other. */
const chain = fc.array(atom, { maxLength: 8 }).map((atoms) => atoms.join(""));

/** A path whose parts are made of atoms. */
const path = fc.tuple(
  fc.constantFrom("", "", "./", "/", "~/", ".\\"),
  fc.array(
    fc.array(atom, { maxLength: 3 }).map((atoms) => atoms.join("")),
    { maxLength: 4 },
  ),
  extension,
  fc.constantFrom("", "", "/"),
).map(([lead, parts, end, slash]) => lead + parts.join("/") + end + slash);

/** A harmless target with one atom somewhere in it. */
const planted = fc.tuple(
  fc.array(word, { minLength: 1, maxLength: 4 }),
  extension,
  atom,
  fc.nat(),
).map(([names, end, atom, at]) => {
  const whole = names.join("/") + end;
  const place = at % (whole.length + 1);
  return whole.slice(0, place) + atom + whole.slice(place);
});

/** A harmless target. */
const harmless = fc.tuple(
  fc.array(
    fc.oneof(word, fc.string({ unit: "grapheme", minLength: 1 })),
    { minLength: 1, maxLength: 6 },
  ),
  extension,
).map(([names, end]) => names.join("/") + end);

/** Names around 255 bytes, of characters of one to four bytes. */
const longName = fc.tuple(
  fc.constantFrom("n", "é", "日", "👩"),
  fc.integer({ min: 238, max: 262 }),
  fc.constantFrom("", "x", "xy", "xyz"),
  extension,
).map(([character, bytes, rest, end]) => {
  const width = new TextEncoder().encode(character).length;
  return character.repeat(Math.floor(bytes / width)) + rest + end;
});

/** Paths around 4,096 bytes. */
const longPath = fc.tuple(
  fc.constantFrom("", "./"),
  fc.constantFrom("a", "日", "folder"),
  fc.integer({ min: 4_080, max: 4_110 }),
  extension,
).map(([lead, folder, length, end]) => {
  const step = `${folder}/`;
  const width = new TextEncoder().encode(step).length;
  const times = Math.floor((length - lead.length - end.length) / width);
  const rest = length - lead.length - end.length - times * width;
  return lead + step.repeat(times) + "n".repeat(rest) + end;
});

/** Output targets: dangerous, harmless and in between. */
export const anyTarget: fc.Arbitrary<string> = fc.oneof(
  { weight: 4, arbitrary: planted },
  { weight: 3, arbitrary: path },
  { weight: 3, arbitrary: harmless },
  { weight: 2, arbitrary: chain },
  { weight: 1, arbitrary: longName },
  { weight: 1, arbitrary: longPath },
  { weight: 1, arbitrary: fc.string({ unit: "binary" }) },
);
