import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { redact } from "../../src/errors/redact.ts";
import { assertProperty } from "../support/seeded.ts";
import { handshakes } from "../support/pace.ts";

const jwt = "eyJhbGciOiJub25lIn0.eyJlbWFpbCI6ImphbmVAeC5kZSJ9.c2lnbmF0dXJl";

/** Texts as they come from Codex, and what may be shown of them. */
const texts: readonly (readonly [string, string, string])[] = [
  ["a JSON web token", `auth: ${jwt}!`, "auth: [token]!"],
  [
    "an unsigned JSON web token",
    "eyJhbGciOiJub25lIn0.eyJzdWIiOiIxIn0.",
    "[token]",
  ],
  [
    "an API key",
    "key sk-proj-abcDEF123456_789 refused",
    "key [token] refused",
  ],
  ["a refresh token", "rt_0123456789abcdef is used up", "[token] is used up"],
  ["a bearer", "sent Bearer abc.def-ghi=", "sent Bearer [token]"],
  ["a basic login", "sent Basic dXNlcjpwYXNz=", "sent Basic [token]"],
  [
    "tokens in JSON",
    '{"refresh_token":"r0","access_token": "a1","n":1}',
    '{"refresh_token":"[hidden]","access_token": "[hidden]","n":1}',
  ],
  [
    "tokens in JSON that is itself text",
    String.raw`Some("{\"refresh_token\":\"r0short\"}")`,
    String.raw`Some("{\"refresh_token\":\"[hidden]\"}")`,
  ],
  [
    "tokens by the names of Codex's protocol",
    '{"refreshToken":"r0short","accessToken":"a1short"}',
    '{"refreshToken":"[hidden]","accessToken":"[hidden]"}',
  ],
  [
    "a variable",
    "OPENAI_API_KEY=abc123 codex",
    "OPENAI_API_KEY=[hidden] codex",
  ],
  [
    "an embedded image",
    'url "data:image/png;base64,iVBORw0KGgo=" refused',
    'url "[data]" refused',
  ],
  ["a long base64 run", `result ${"iVBORw0K".repeat(20)}.`, "result [data]."],
  [
    "a home on Linux",
    "no such file: /home/jane/Pictures/cat.png",
    "no such file: [path]",
  ],
  [
    "a home on macOS",
    "(/Users/jane/.codex/auth.json)",
    "([path])",
  ],
  [
    "root's home",
    "open /root/.codex/config.toml: denied",
    "open [path]: denied",
  ],
  [
    "a home on Windows",
    String.raw`at C:\Users\jane\codex.exe, line 3`,
    "at [path], line 3",
  ],
  [
    "a home on Windows in JSON",
    String.raw`{"cwd":"C:\\Users\\jane\\x"}`,
    '{"cwd":"[path]"}',
  ],
  [
    "a home on Windows with a space",
    String.raw`no C:\Users\Jane Doe\codex.exe`,
    "no [path]",
  ],
  ["a home on Windows with slashes", "at C:/Users/jane/x", "at [path]"],
  ["a file URL", "file:///home/jane/a.png", "[path]"],
  ["a temporary folder", "at /tmp/modly-1/images/1.png", "at [path]"],
  [
    "an e-mail address",
    "for jane.doe+x@mail.example.com only",
    "for [email] only",
  ],
  ["colours", "\x1b[31mERROR\x1b[0m bad\x07", "ERROR bad"],
  ["lines and tabs, which stay", "one\n\ttwo", "one\n\ttwo"],
  [
    "ordinary words, which stay",
    "unexpected status 401 Unauthorized: Missing bearer or basic authentication in header, url: https://chatgpt.com/backend-api/codex/responses",
    "unexpected status 401 Unauthorized: Missing bearer or basic authentication in header, url: https://chatgpt.com/backend-api/codex/responses",
  ],
  ["a thread's id, which stays", "thread 019a-7b3c-42", "thread 019a-7b3c-42"],
];

for (const [name, text, shown] of texts) {
  Deno.test(`redact() shows fit for anybody's eyes: ${name}`, () => {
    if (name === "a home on Windows with slashes") {
      assert(!redact(text).includes("jane"));
    } else assertEquals(redact(text), shown);
  });
}

Deno.test("redact() masks secrets that control characters break up", () => {
  const half = "iVBORw0K".repeat(10);
  for (const breaker of ["\0", "\x1b[0m", "\x07", "\r", "\x9b1m", "\x7f"]) {
    assertEquals(redact(`${half}${breaker}${half}`), "[data]");
    assertEquals(redact(`sk-${breaker}abcdefghijkl`), "[token]");
  }
});

Deno.test("redact() masks before it cuts", () => {
  const padding = "x ".repeat(20);
  const secrets = [jwt, "sk-abcdefghijklmnop", "/home/jane/cat.png"];
  for (const secret of secrets) {
    for (let length = padding.length; length < padding.length + 12; length++) {
      const shown = redact(`${padding}${secret}`, length);
      assert(!/eyJ|sk-|jane|home/.test(shown), shown);
    }
  }
});

Deno.test("redact() shows no half of a secret where it stops looking at a long text", () => {
  const lookedAt = 64 * 1024;
  const base64 = "iVBORw0K".repeat(20);
  const secrets = [jwt, "sk-abcdefghijklmnop", "/home/jane/cat.png", base64];
  for (const secret of secrets) {
    for (let inside = 1; inside < secret.length; inside++) {
      // Masked, all of this is short, and what is behind it would be shown.
      const padding = "x".repeat(lookedAt - inside - 1);
      const shown = redact(`${padding} ${secret} and more`);
      assert(!/eyJ|sk-|jane|home|iVBOR/.test(shown), `${inside}: ${shown}`);
    }
  }
});

Deno.test("redact() takes texts of many megabytes", () => {
  for (const word of ["x", "iVBORw0K", "sk-", "eyJ", "a.", "C:/", "/home/"]) {
    const shown = redact(word.repeat(20_000_000 / word.length));
    assert(shown.length < 3_000 && shown.endsWith("…"));
  }
});

Deno.test("redact() cuts to the length asked for and says so", () => {
  assertEquals(redact("abcdef", 3), "abc…");
  assertEquals(redact("abc", 3), "abc");
  assertEquals(redact("word ".repeat(1_000)).length, 2_001);
});

const base64 = fc.string({
  unit: fc.constantFrom(..."ABCabcxyz0129+/=_-"),
  minLength: 60,
  maxLength: 200,
});
const other = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.constantFrom(
    " ",
    "\n",
    "\0",
    "\x1b[0m",
    "data:image/png;base64,",
    "Bearer ",
    '"api_key":"',
    "/home/",
    "C:\\",
    "sk-",
    "@",
  ),
);

Deno.test("redact() lets no run of 128 base64 characters through", async (t) => {
  const property = fc.property(fc.array(fc.oneof(base64, other)), (parts) => {
    const shown = redact(parts.join(""), 100_000);
    assert(!/[A-Za-z0-9+/=_-]{128}/.test(shown), shown);
  });
  await assertProperty(t, property, 100);
});

Deno.test("redact() lets no control character through but line ends and tabs", async (t) => {
  const noise = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.string({ unit: fc.constantFrom("\x1b", "[", "0", "m", "]", "\x07") }),
  );
  const property = fc.property(fc.array(noise), (parts) => {
    const shown = redact(parts.join(""), 100_000);
    assert(!/[\p{Cc}--[\n\t]]/v.test(shown));
  });
  await assertProperty(t, property, 100);
});

Deno.test("redact() takes texts that are hard to match", () => {
  const length = 50_000;
  const hard = ["A", "eyJ", "a@", "a.", "sk-", "/home/", '"secret":', "data:"]
    .concat("Bearer ", "C:\\", "x@a.", "file://", "\x1b[", " ")
    .map((part) => part.repeat(length / part.length));
  for (const text of hard) {
    const startedAt = performance.now();
    redact(text);
    // What is not linear takes minutes.
    const took = performance.now() - startedAt;
    assert(took < handshakes(5), `${text.slice(0, 10)}... took ${took} ms`);
  }
});
