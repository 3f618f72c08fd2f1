/** Proves that the links of all pages lead somewhere within the checkout. */
import { assert, assertEquals } from "@std/assert";
import { dirname, join, normalize } from "@std/path/posix";
import { exists, type Page, pages, prose, root } from "./pages.ts";

const everyPage = await pages();

/** Where the links of a page lead; code is left out. */
function linksOf({ text }: Page): readonly string[] {
  const plain = prose(text).replaceAll(/`[^`\n]*`/g, "code");
  return [...plain.matchAll(/\]\(([^()\s]+)\)/g)].map(([, link = ""]) => link);
}

/** The anchors of a page's headings, as GitHub makes them. */
function anchorsOf({ text }: Page): ReadonlySet<string> {
  const anchors = new Set<string>();
  for (const [, heading = ""] of prose(text).matchAll(/^#{1,6} (.+)$/gm)) {
    const anchor = heading.toLowerCase().replaceAll(/[^\p{L}\p{N} _\-]/gu, "")
      .replaceAll(" ", "-");
    const same = [...anchors].filter((one) =>
      one === anchor || one.startsWith(`${anchor}-`)
    );
    anchors.add(same.length === 0 ? anchor : `${anchor}-${same.length}`);
  }
  return anchors;
}

Deno.test("Every relative link of a page leads to a file and to a heading in it", async () => {
  const broken: string[] = [];
  let tried = 0;
  for (const page of everyPage) {
    for (const link of linksOf(page)) {
      if (/^[a-z]+:/.test(link)) continue;
      tried++;
      const [file = "", anchor] = link.split("#");
      const path = file === ""
        ? page.path
        : normalize(join(dirname(page.path), file));
      const target = everyPage.find((one) => one.path === path);
      const found = anchor === undefined
        ? await exists(`${root}${path}`)
        : target !== undefined && anchorsOf(target).has(anchor);
      if (!found) broken.push(`${page.path}: ${link}`);
    }
  }
  assertEquals(broken, []);
  assert(tried > 30, `${tried} links`);
});
