/**
 * Reads the plain part of YAML that the workflows and the winget manifests are
 * written in: blocks of maps and lists, scalars in one line, `|` texts. Every
 * scalar is a string. Anything else, such as `[a, b]`, anchors or tabs, throws.
 */
export type Yaml = string | null | Yaml[] | { [key: string]: Yaml };

interface Line {
  readonly indent: number;
  readonly text: string;
}

/** Reads a whole document. */
export function readYaml(text: string): Yaml {
  const lines = text.split("\n").flatMap((row): Line[] => {
    const inside = row.trimStart();
    if (inside === "" || inside.startsWith("#")) return [];
    return [{ indent: row.length - inside.length, text: inside.trimEnd() }];
  });
  const reader = new Reader(lines);
  const value = reader.node(0);
  reader.assertEnd();
  return value;
}

class Reader {
  readonly #lines: Line[];
  #at = 0;

  constructor(lines: Line[]) {
    this.#lines = lines;
  }

  assertEnd(): void {
    const left = this.#lines[this.#at];
    if (left !== undefined) throw new Error(`What is this? ${left.text}`);
  }

  /** A map or a list whose lines begin at `indent`. */
  node(indent: number): Yaml {
    return this.#here(indent)?.startsWith("-")
      ? this.#list(indent)
      : this.#map(indent);
  }

  #here(indent: number): string | undefined {
    const line = this.#lines[this.#at];
    return line?.indent === indent ? line.text : undefined;
  }

  #list(indent: number): Yaml[] {
    const items: Yaml[] = [];
    for (;;) {
      const [, inside] = /^- +(.*)$/.exec(this.#here(indent) ?? "") ?? [];
      if (inside === undefined) return items;
      if (isEntry(inside)) {
        // The map's first line stands behind the dash.
        this.#lines[this.#at] = { indent: indent + 2, text: inside };
        items.push(this.#map(indent + 2));
      } else {
        this.#at++;
        items.push(scalar(inside));
      }
    }
  }

  #map(indent: number): Yaml {
    const entries: [string, Yaml][] = [];
    for (;;) {
      const line = this.#here(indent);
      if (line === undefined || line.startsWith("- ")) break;
      const [, key = "", value = ""] = entry.exec(line) ?? [];
      if (key === "" || entries.some(([known]) => known === key)) {
        throw new Error(`What is this? ${line}`);
      }
      this.#at++;
      entries.push([key, this.#value(value.replace(comment, ""), indent)]);
    }
    return Object.fromEntries(entries);
  }

  #value(text: string, indent: number): Yaml {
    const next = this.#lines[this.#at];
    if (text === "|") {
      const rows: string[] = [];
      for (;;) {
        const row = this.#lines[this.#at];
        if (row === undefined || row.indent <= indent) return rows.join("\n");
        rows.push(row.text);
        this.#at++;
      }
    }
    if (text !== "") return scalar(text);
    if (next === undefined || next.indent < indent) return null;
    if (next.indent > indent) return this.node(next.indent);
    return next.text.startsWith("- ") ? this.#list(indent) : null;
  }
}

const entry = /^([\w$.-]+):(?: +(.*))?$/;
const comment = /(?:^| +)#.*$/;

function isEntry(text: string): boolean {
  return entry.test(text);
}

function scalar(text: string): string {
  const plain = text.replace(comment, "");
  if (plain.startsWith('"')) {
    const value: unknown = JSON.parse(plain);
    if (typeof value === "string") return value;
  }
  if (/^[[\]{}&*!|>'"%@`]/.test(plain)) {
    throw new Error(`What is this? ${text}`);
  }
  return plain;
}
