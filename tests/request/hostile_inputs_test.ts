// Proves what becomes of input images that come in an odd form of base64, or
// as a path that looks like it, from the request's JSON to the copy for Codex.
import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { Buffer } from "node:buffer";
import { heavyPng, jpeg, png, webp } from "../backend/pictures.ts";
import { refusalOf, take } from "./taking.ts";
import { inPlace } from "./preparing.ts";

const inLines = (text: string, end: string) =>
  text.replace(/.{1,76}/g, (line) => line + end);

/** The ways to write bytes in base64 that are accepted. */
const forms: Readonly<Record<string, (bytes: Uint8Array) => string>> = {
  "plain": base64,
  "MIME lines ended by CR LF": (bytes) => inLines(base64(bytes), "\r\n"),
  "lines ended by LF": (bytes) => inLines(base64(bytes), "\n"),
  "lines ended by CR": (bytes) => inLines(base64(bytes), "\r"),
  "indented lines": (bytes) => inLines(base64(bytes), "\n\t  "),
  "blanks around": (bytes) => ` \r\n\t${base64(bytes)}\n `,
  "without padding": (bytes) => base64(bytes).replace(/=+$/, ""),
  "padding on a line of its own": (bytes) =>
    base64(bytes).replace(/=+$/, "\n$&"),
  "URL-safe": (bytes) => Buffer.from(bytes).toString("base64url"),
  "URL-safe with padding": (bytes) =>
    base64(bytes).replaceAll("+", "-").replaceAll("/", "_"),
  "a data URI": (bytes) => `data:image/png;base64,${base64(bytes)}`,
  "a data URI of another type": (bytes) =>
    `data:text/html;base64,${base64(bytes)}`,
  "a data URI without a type": (bytes) => `data:;base64,${base64(bytes)}`,
  "a data URI with parameters": (bytes) =>
    `Data:image/webp;charset=utf-8;name=a.webp;Base64,${base64(bytes)}`,
  "a data URI in lines": (bytes) =>
    `data:image/jpeg;base64,\r\n${inLines(base64(bytes), "\r\n")}`,
  "a URL-safe data URI": (bytes) =>
    ` data:image/png;base64,${Buffer.from(bytes).toString("base64url")}`,
};

/** Where a request may hold it. */
const places: readonly ((text: string) => Record<string, unknown>)[] = [
  (text) => ({ input_image: text }),
  (text) => ({ params: { image: { base64: text, path: null } } }),
  (text) => ({ reference_images: [null, { data: text }] }),
  (text) => ({ params: { left_image_path: text } }),
];

for (const [name, write] of Object.entries(forms)) {
  Deno.test(`an image is taken as base64: ${name}`, () =>
    inPlace(async (place) => {
      // The lengths need no, one and two signs of padding.
      const three = [0, 1, 2].map((more) => heavyPng(3_000 + more));
      for (const bytes of [png(), jpeg(), webp(), ...three]) {
        for (const requestWith of places) {
          const raw = requestWith(write(bytes));
          assertEquals(await take(raw, place), [bytes]);
        }
      }
    }));
}

const whole = base64(png());

/** Base64 that is none, as an object says that it is. */
const broken: Readonly<Record<string, string>> = {
  "one sign of padding too many": `${whole.replace(/=+$/, "")}===`,
  "padding where none belongs": `${base64(heavyPng(3_000))}=`,
  "two signs of padding where none belong": `${base64(heavyPng(3_000))}==`,
  "padding in the middle": `${whole.slice(0, 40)}==${whole.slice(40)}`,
  "padding alone": "====",
  "one letter left over": `${"A".repeat(41)}`,
  "a letter of no alphabet": `${whole.slice(0, 40)}!${whole.slice(41)}`,
  "percent-encoded padding": whole.replace(/=*$/, "%3D"),
  "a blank that is no space": `${whole.slice(0, 40)}\u00a0${whole.slice(40)}`,
  "a zero byte": `${whole.slice(0, 40)}\0${whole.slice(40)}`,
  "base64 of base64": base64(new TextEncoder().encode(whole)),
  "a data URI in a data URI": `data:;base64,data:image/png;base64,${whole}`,
};

for (const [name, text] of Object.entries(broken)) {
  Deno.test(`an image is not taken as base64: ${name}`, () =>
    inPlace(async (place) => {
      for (const value of [{ base64: text }, `data:;base64,${text}`]) {
        const message = await refusalOf(value, place);
        assert(/is (?:not|too short to be)/.test(message), message);
      }
    }));
}

Deno.test("43 MiB of base64 are refused by their length, in any form", () =>
  inPlace(async (place) => {
    const image = new Uint8Array(43 * 1024 * 1024 / 4 * 3).fill(7);
    image.set(png());
    for (
      const name of ["plain", "URL-safe", "a data URI", "a data URI in lines"]
    ) {
      const text = forms[name]?.(image) ?? "";
      assert(text.length >= 43 * 1024 * 1024);
      const message = await refusalOf(text, place);
      assertStringIncludes(message, "is larger than 10 MiB", name);
    }
  }));

Deno.test("43 MiB of base64 letters that begin as no image are no path either", () =>
  inPlace(async (place) => {
    const message = await refusalOf("holidays".repeat(43 * 1024 * 128), place);
    assertStringIncludes(message, "is too long for a path");
  }));

/** Paths that are made of base64 letters and begin as images in base64 do, or nearly. */
const lookalikes: readonly string[] = [
  ...["inputs/image", "inputs/image/", "image", "aGVsbG8", "aGVsbG8="],
  ...[
    "iVBORw0KGgo",
    "iVBORw0KGgoAAAANSUhEUgAA",
    "UklGR/cat",
    "UklGRgAAAABXRUJQ",
  ],
  ...["/9j/4AAQ", "/9j/cat", `/9j/${"holiday/".repeat(40)}cat`],
  ...["_9j_4AAQ", "R0lGODlhAQABAIAAAAAA", `${"photos/".repeat(30)}cat`],
];

for (const path of lookalikes) {
  Deno.test(`a missing file is called one: ${path.slice(0, 30)}`, () =>
    inPlace(async (place) => {
      const message = await refusalOf(path, place);
      assertStringIncludes(message, "does not exist");
    }));
}

Deno.test("a file that is there is taken, though its path is base64 letters", () =>
  inPlace(async (place) => {
    for (const path of ["inputs/image", "iVBORw0KGgo", "UklGR/XRUJQ"]) {
      const [name, inside] = path.split("/");
      if (inside !== undefined) await Deno.mkdir(`${place.cwd}/${name}`);
      await Deno.writeFile(`${place.cwd}/${path}`, png());
      assertEquals(await take({ input_image: path }, place), [png()]);
    }
  }));

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("base64");
}
