import { byteText } from "./bytes.ts";

/** How far into a text its kind is looked for, in bytes. */
const headLength = 1024;

const htmlMarks = ["<!doctype html", "<html", "<head", "<body"] as const;

/** Names SVG, HTML and other text; nothing for what is not text. */
export function nameText(bytes: Uint8Array): string | undefined {
  const head = byteText(bytes, 0, headLength)
    .replace(/^\xef\xbb\xbf/, "").trimStart().toLowerCase();
  if (!head.startsWith("<")) return isText(head) ? "a text file" : undefined;
  const svg = position(head, "<svg");
  const html = Math.min(...htmlMarks.map((mark) => position(head, mark)));
  if (svg < html) return "an SVG";
  if (html < Infinity) return "an HTML page";
  return isText(head) ? "an XML text" : undefined;
}

function position(text: string, mark: string): number {
  const found = text.indexOf(mark);
  return found < 0 ? Infinity : found;
}

/** Not one control character beside white space, and nothing outside ASCII. */
function isText(head: string): boolean {
  return /^[\t\n\f\r\x20-\x7e]+$/.test(head);
}
