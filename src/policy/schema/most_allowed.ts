/**
 * The largest value of each limit that a policy can set. They stand apart from
 * the schema so that what only needs a number does not load zod.
 */
export const mostAllowed = {
  promptCharacters: 1_000_000,
  images: 5,
  inputBytes: 64 * 1024 * 1024,
  inputSide: 65_535,
  inputPixels: 1_000_000_000,
  outputBytes: 35 * 1024 * 1024,
  outputSide: 65_535,
  outputPixels: 1_000_000_000,
  handshakeSeconds: 120,
  noticeSeconds: 3600,
  stallSeconds: 3600,
  jobSeconds: 3600,
} as const;
