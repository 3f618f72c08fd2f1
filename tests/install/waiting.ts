import { PATIENCE_MS } from "../support/pace.ts";

/** Time between two looks, in milliseconds. */
const LOOK_EVERY = 10;

/** What `promise` gives; rejects with `otherwise` when it takes too long. */
export async function within<T>(
  promise: Promise<T>,
  otherwise: string,
): Promise<T> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(
    () => late.reject(new Error(otherwise)),
    PATIENCE_MS,
  );
  try {
    return await Promise.race([promise, late.promise]);
  } finally {
    clearTimeout(timer);
  }
}

/** Looks until `holds` is true; rejects with `otherwise` when it takes too long. */
export async function until(
  holds: () => Promise<boolean>,
  otherwise: string,
): Promise<void> {
  const deadline = performance.now() + PATIENCE_MS;
  while (!await holds()) {
    if (performance.now() > deadline) throw new Error(otherwise);
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY));
  }
}
