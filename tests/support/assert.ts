/**
 * The part of `@std/assert` that the tests use, over `node:assert/strict`:
 * same names, same meaning, so that one line of the import map moves the tests
 * to the original where it can be reached.
 */
import strict from "node:assert/strict";

// deno-lint-ignore no-explicit-any -- what TypeScript wants for "any constructor"
type ErrorClass<E extends Error> = new (...args: any[]) => E;

/** Fails with `message` unless `condition` is truthy. */
export function assert(condition: unknown, message = ""): asserts condition {
  strict.ok(condition, message || undefined);
}

/** Fails unless both values are deeply equal. */
export function assertEquals<T>(
  actual: T,
  expected: T,
  message?: string,
): void {
  strict.deepStrictEqual(actual, expected, message);
}

/** Fails when both values are deeply equal. */
export function assertNotEquals<T>(
  actual: T,
  expected: T,
  message?: string,
): void {
  strict.notDeepStrictEqual(actual, expected, message);
}

/** Fails unless both values are the same by `Object.is`. */
export function assertStrictEquals<T>(
  actual: unknown,
  expected: T,
  message?: string,
): asserts actual is T {
  strict.strictEqual(actual, expected, message);
}

/** Fails when the value is null or undefined. */
export function assertExists<T>(
  actual: T,
  message = "Expected a value",
): asserts actual is NonNullable<T> {
  strict.ok(actual !== undefined && actual !== null, message);
}

/** Fails unless `actual` contains `expected`. */
export function assertStringIncludes(
  actual: string,
  expected: string,
  message?: string,
): void {
  strict.ok(
    actual.includes(expected),
    message ??
      `Expected ${JSON.stringify(actual)} to include ${
        JSON.stringify(expected)
      }`,
  );
}

/** Fails unless `actual` matches `expected`. */
export function assertMatch(
  actual: string,
  expected: RegExp,
  message?: string,
): void {
  strict.match(actual, expected, message);
}

/** Fails unless `actual` is an instance of `type`. */
export function assertInstanceOf<E extends Error>(
  actual: unknown,
  type: ErrorClass<E>,
  message?: string,
): asserts actual is E {
  strict.ok(
    actual instanceof type,
    message ?? `Expected an instance of ${type.name}, got ${actual}`,
  );
}

/** Fails unless `run` throws; gives back what it threw. */
export function assertThrows<E extends Error = Error>(
  run: () => unknown,
  type?: ErrorClass<E>,
  includes?: string,
): E {
  try {
    run();
  } catch (thrown) {
    return checkThrown(thrown, type, includes);
  }
  fail("Expected the function to throw");
}

/** Fails unless `run` rejects; gives back the reason. */
export async function assertRejects<E extends Error = Error>(
  run: () => PromiseLike<unknown>,
  type?: ErrorClass<E>,
  includes?: string,
): Promise<E> {
  try {
    await run();
  } catch (thrown) {
    return checkThrown(thrown, type, includes);
  }
  fail("Expected the promise to reject");
}

/** Fails. */
export function fail(message = "Failed"): never {
  strict.fail(message);
}

function checkThrown<E extends Error>(
  thrown: unknown,
  type: ErrorClass<E> | undefined,
  includes: string | undefined,
): E {
  if (type !== undefined) assertInstanceOf(thrown, type);
  if (!(thrown instanceof Error)) {
    fail(`Expected an Error to be thrown, got ${thrown}`);
  }
  if (includes !== undefined) assertStringIncludes(thrown.message, includes);
  // deno-lint-ignore no-explicit-any -- checked above: an Error, and of `type` when one was named
  return thrown as any;
}
