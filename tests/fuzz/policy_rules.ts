/** What must hold of every policy file. */
import { assert, assertEquals } from "@std/assert";
import * as z from "zod";
import { Failure } from "../../src/errors/failure.ts";
import { builtInPolicy } from "../../src/policy/built_in.ts";
import { layerValues, mergeLayers } from "../../src/policy/layers.ts";
import { type ParsedPolicy, parsePolicy } from "../../src/policy/parse.ts";
import type { Position } from "../../src/policy/position.ts";

const evidenceSchema = z.strictObject({
  file: z.literal("my/p.json"),
  faults: z.array(z.strictObject({
    line: z.int(),
    column: z.int(),
    problem: z.string().min(1),
  })).min(1),
});

/**
 * Checks one policy file: what is accepted says what its JSON says and can be
 * laid over the shipped policy; what is not is refused with places that exist.
 *
 * @returns whether it was accepted
 */
export function checkPolicy(text: string): boolean {
  const lines = text.split(/\r\n|\r|\n/);
  const parsed = accepted(text, lines);
  if (parsed === undefined) return false;
  const json = plainJson(text);
  if (json !== undefined) assertEquals<unknown>(parsed.file, json.value);
  const layer = layerValues(parsed.file, (path) => {
    const place = parsed.place(path);
    assertWithin(lines, place);
    assertEquals(lines[place.line - 1]?.[place.column - 1], '"', path.join());
    return { layer: "file", source: "my/p.json", ...place };
  });
  const shipped = layerValues(
    builtInPolicy(),
    () => ({ layer: "built-in", source: "built in" }),
  );
  mergeLayers([shipped, layer]);
  return true;
}

/** The policy, or undefined when it is refused; whatever else is thrown is a bug. */
function accepted(
  text: string,
  lines: readonly string[],
): ParsedPolicy | undefined {
  try {
    return parsePolicy(text, "my/p.json");
  } catch (failure) {
    if (!(failure instanceof Failure)) throw failure;
    assertEquals(failure.code, "policy/invalid");
    const { faults } = evidenceSchema.parse(failure.evidence);
    for (const fault of faults) assertWithin(lines, fault);
    const [first] = faults;
    const where = `${first?.line}:${first?.column}: ${first?.problem}`;
    assert(failure.message.includes(` my/p.json:${where}`), failure.message);
    return undefined;
  }
}

function assertWithin(
  lines: readonly string[],
  { line, column }: Position,
): void {
  const length = lines[line - 1]?.length;
  assert(length !== undefined, `no line ${line}`);
  assert(column >= 1 && column <= length + 1, `no column ${column}`);
}

function plainJson(text: string): { value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}
