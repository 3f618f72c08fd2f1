/** Runs the whole product against scripted Codexes, several at a time. */
import { assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { join } from "@std/path";
import { catalogue, type Code } from "../../src/errors/catalogue.ts";
import { png } from "../backend/pictures.ts";
import type { FakeScenario, Json } from "../fake_codex/scenario.ts";
import type { FakeProgram } from "../fake_codex/launcher.ts";
import {
  type FakeFixture,
  type Fixture,
  withFake,
} from "../support/fixture.ts";
import type { ProductResult } from "../support/product.ts";
import {
  assertFitToShow,
  failure,
  type FailureDocument,
  success,
  type SuccessDocument,
} from "./documents.ts";
import { isLong } from "../support/pace.ts";

/** The image is published and the warnings match one by one (default: none). */
export interface Published {
  readonly warnings?: readonly RegExp[];
  /** Default: the picture that the fake draws when nothing is said. */
  readonly bytes?: Uint8Array;
}

/** No image is published, for this reason. */
export interface Failed {
  readonly code: string;
  readonly exit: number;
  readonly retry?: FailureDocument["retry"];
  /** Found in the document's message or evidence. */
  readonly says?: string;
}

/** A failure with this code, as the catalogue has it. */
export function fails(code: Code): Failed {
  return { code, exit: catalogue[code].exit };
}

/** What is played and what has to come of it. */
export interface Case {
  readonly name: string;
  /** A variant of another case, for `task test:long` alone. */
  readonly rare?: boolean;
  readonly scenario?: FakeScenario;
  /** A policy file. */
  readonly policy?: Json;
  /** Default: "a cat". */
  readonly prompt?: string;
  /** More arguments. */
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly ends: Published | Failed;
  /** What else has to hold. */
  readonly also?: (ended: EndedCase) => void | Promise<void>;
}

/** A case that has been played and has ended as it should. */
export interface EndedCase extends FakeFixture {
  readonly run: ProductResult;
  readonly document: SuccessDocument | FailureDocument;
}

/** The target of every case. */
export const TARGET = "out.png";

/** The arguments of a job whose answer and progress a program reads. */
export const job: readonly string[] = jobFor("a cat");

/** How many steps run at once: no more than the computer bears. */
const AT_ONCE = Math.min(4, navigator.hardwareConcurrency);

/** Plays all cases, each as a step of the test. */
export async function playAll(
  test: Deno.TestContext,
  cases: readonly Case[],
): Promise<void> {
  await playSteps(test, cases.filter(({ rare }) => isLong || !rare), play);
}

/** Plays each one as a step of the test, several at a time. */
export async function playSteps<T extends { readonly name: string }>(
  test: Deno.TestContext,
  steps: readonly T[],
  play: (step: T) => Promise<void>,
): Promise<void> {
  await atOnce(AT_ONCE, steps, async (step) => {
    await test.step({
      name: step.name,
      fn: () => play(step),
      // Deno's sanitizers cannot tell steps apart that run side by side.
      sanitizeOps: false,
      sanitizeResources: false,
      sanitizeExit: false,
    });
  });
}

/** Does `work` for every item, so many at a time. */
export async function atOnce<T>(
  count: number,
  items: readonly T[],
  work: (item: T) => Promise<void>,
): Promise<void> {
  const left = items.values();
  const workers = Array.from({ length: count }, async () => {
    for (const item of left) await work(item);
  });
  await Promise.all(workers);
}

/** Writes a policy file into the scene; gives back the arguments that name it. */
export async function withPolicy(
  { fixture }: { readonly fixture: Fixture },
  policy: Json,
): Promise<string[]> {
  const path = join(fixture.root, "policy.json");
  await Deno.writeTextFile(path, JSON.stringify(policy));
  return ["--policy", path];
}

async function play(one: Case): Promise<void> {
  await using scene = await withFake(one.scenario ?? {});
  const policy = one.policy === undefined
    ? []
    : await withPolicy(scene, one.policy);
  const run = await scene.fixture.run(
    [...jobFor(one.prompt ?? "a cat"), ...policy, ...one.args ?? []],
    { env: one.env ?? {} },
  );
  const document = "code" in one.ends
    ? await hasFailed(scene, run, one.ends)
    : await hasPublished(scene, run, one.ends);
  await one.also?.({ ...scene, run, document });
  assertFitToShow(run);
  await assertNothingGranted(scene.codex);
  await scene.fixture.assertNothingLeft();
}

/** Whatever Codex asked its client to do, each answer was no. */
async function assertNothingGranted(codex: FakeProgram): Promise<void> {
  for (const { method, result, error } of await codex.received()) {
    if (method !== undefined) continue;
    const words = JSON.stringify(result ?? error);
    assertMatch(words, /"decline"|"permissions":\{\}|"answers":\{\}|-32601/);
  }
}

function jobFor(prompt: string): string[] {
  return [
    ...["generate", "--prompt", prompt, "--output", TARGET],
    ...["--json", "--progress", "jsonl"],
  ];
}

async function hasFailed(
  { fixture }: FakeFixture,
  run: ProductResult,
  { code, exit, retry, says }: Failed,
): Promise<FailureDocument> {
  const document = failure(run, code, exit);
  if (retry !== undefined) assertEquals(document.retry, retry);
  if (says !== undefined) {
    const { message, evidence } = document;
    assertStringIncludes(JSON.stringify([message, evidence]), says);
  }
  if (exit !== 7) assertEquals(await fixture.published(), []);
  return document;
}

async function hasPublished(
  { fixture }: FakeFixture,
  run: ProductResult,
  { warnings = [], bytes = png() }: Published,
): Promise<SuccessDocument> {
  const document = success(run);
  const found = ownWarnings(document);
  assertEquals(found.length, warnings.length, found.join("\n"));
  found.forEach((text, at) => assertMatch(text, warnings[at] ?? /^$/));
  assertEquals(document.path, join(fixture.workspace, TARGET));
  assertEquals(await Deno.readFile(document.path), new Uint8Array(bytes));
  assertEquals(document.image.bytes, bytes.length);
  assertEquals(await fixture.published(), [TARGET]);
  return document;
}

/** The warnings about the job; the one about an experimental platform is the computer's. */
export function ownWarnings(
  { warnings }: Pick<SuccessDocument, "warnings">,
): string[] {
  return warnings.filter((text) => !text.includes("experimental"));
}
