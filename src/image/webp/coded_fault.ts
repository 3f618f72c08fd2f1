/** Coded data that means nothing. */
export class DamagedData extends Error {}

/** Coded data that ends before the last pixel of its picture. */
export class EndedData extends Error {}

/** Coded data that would take too long to read, or too much memory. */
export class TooLaborious extends Error {}
