/** Twelve hexadecimal digits: enough that two jobs never choose one name. */
export function newJobId(): string {
  return crypto.randomUUID().replaceAll("-", "").slice(0, 12);
}
