/** What must hold of every output target, in other words than the product's. */
import { assert, assertEquals, assertMatch } from "@std/assert";
import * as posix from "@std/path/posix";
import * as windows from "@std/path/windows";
import { Failure } from "../../src/errors/failure.ts";
import { foldName } from "../../src/output/names.ts";
import { parseTarget, type Target } from "../../src/output/target.ts";

const refusals: readonly string[] = [
  "output/invalid_target",
  "output/unsupported_extension",
];

const devices: ReadonlySet<string> = new Set([
  ...["CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$", "CLOCK$"],
  ...["COM", "LPT"].flatMap((port) =>
    [..."0123456789\u00b9\u00b2\u00b3"].map((digit) => port + digit)
  ),
]);

/**
 * Checks one target: whatever is accepted is a safe place below the workspace,
 * and whatever is not is refused in the product's own words.
 *
 * @returns whether it was accepted
 */
export function checkTarget(raw: string): boolean {
  const target = accepted(raw);
  if (target === undefined) return false;
  const names = namesOf(target);
  assertBelowWorkspace(raw, names);
  for (const name of names) assertSafeName(name);
  const canonical = names.join("/");
  assertEquals(raw.replace(/^\.\//, "").replace(/\/$/, ""), canonical);
  assertEquals(parseTarget(canonical), target);
  assertEquals(
    accepted(`./${canonical}`),
    fits(canonical) ? target : undefined,
  );
  return true;
}

/** The target, or undefined when it is refused; whatever else is thrown is a bug. */
function accepted(raw: string): Target | undefined {
  try {
    return parseTarget(raw);
  } catch (failure) {
    if (!(failure instanceof Failure)) throw failure;
    assert(refusals.includes(failure.code), failure.code);
    assertMatch(failure.message, /^[A-Z][^\p{C}]{10,150}(?:[^.\p{C}]| \.\.)$/u);
    return undefined;
  }
}

/** Names from the outermost folder on. */
export function namesOf(target: Target): readonly string[] {
  return target.kind === "file"
    ? [...target.folders, target.name]
    : target.folders;
}

function assertBelowWorkspace(raw: string, names: readonly string[]): void {
  assert(names.length > 0);
  for (const [rules, workspace] of workspaces) {
    for (const path of [names.join("/"), raw]) {
      const whole = rules.resolve(workspace, path);
      const way = rules.relative(workspace, whole);
      assertEquals(way.split(rules.sep), [...names]);
      assertEquals(rules.join(workspace, ...names), whole);
      assertEquals(rules.parse(path).root, "");
    }
  }
}

const workspaces = [
  [posix, "/home/ws"],
  [windows, "C:\\ws"],
  [windows, "\\\\server\\share\\ws"],
] as const;

function assertSafeName(name: string): void {
  assertMatch(name, /^[^<>:"|?*/\\\p{Cc}\p{Cs}\u2028\u2029]+$/u);
  // Whatever turns the text around, or cannot be seen and spells nothing.
  assert(
    !/[\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff]/
      .test(name),
  );
  assert(!name.endsWith(".") && !name.endsWith(" "));
  const [base = ""] = name.split(".");
  assert(!devices.has(base.trimEnd().toUpperCase()), "a device");
  assert(base.length > 8 || !/~[0-9]+$/.test(base), "a short name");
  assert(!/^\.git$/i.test(name.replace(/[\u200c\u200d]/g, "")), "git's folder");
  assert(new TextEncoder().encode(name).length <= 255, "too long");
  assertSameForDisks(name);
}

/** Spellings that macOS or Windows takes for one name are one name to the product. */
function assertSameForDisks(name: string): void {
  const composed = name.normalize("NFC");
  const spellings = [
    composed,
    name.normalize("NFD"),
    composed.toUpperCase(),
    composed.toLowerCase(),
  ];
  for (const spelling of spellings) {
    assertEquals(foldName(spelling), foldName(name));
  }
  assertEquals(foldName(foldName(name)), foldName(name));
}

/** May a leading `./` be put before it? */
function fits(canonical: string): boolean {
  return new TextEncoder().encode(canonical).length <= 4_096 - 2;
}
