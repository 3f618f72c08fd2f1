import { assertEquals, assertThrows } from "@std/assert";
import type { Code } from "../../src/errors/catalogue.ts";
import { Failure } from "../../src/errors/failure.ts";

/** Runs `act`, which has to throw a Failure with this code, and returns it. */
export function failureOf(code: Code, act: () => unknown): Failure {
  const failure = assertThrows(act, Failure);
  assertEquals(failure.code, code);
  return failure;
}
