import {
  findNodeAtLocation,
  getNodeValue,
  type JSONPath,
  type Node,
} from "jsonc-parser";
import type * as z from "zod/mini";
import { nearest } from "../errors/nearest.ts";
import { faultsAt, invalidPolicy, MOST_FAULTS, type Spot } from "./faults.ts";
import { issueText } from "./issue_text.ts";
import { keysAt, policyKeys } from "./keys.ts";
import { type Position, positionAt } from "./position.ts";
import { type PolicyFile, policyFileSchema } from "./schema.ts";
import { readSyntax } from "./syntax.ts";

/** A valid policy file and the place of everything in it. */
export interface ParsedPolicy {
  readonly file: PolicyFile;
  /** Where the key at `path` stands; the nearest thing around it if it does not. */
  readonly place: (path: readonly string[]) => Position;
}

/**
 * Reads the text of one policy file: JSON with comments and trailing commas.
 * `name` is the file's name as its user gave it.
 *
 * @throws {Failure} `policy/invalid`, naming file, line and column, with the
 * first {@linkcode MOST_FAULTS} faults in the evidence.
 */
export function parsePolicy(text: string, name: string): ParsedPolicy {
  const root = readSyntax(text, name);
  const checked = policyFileSchema.safeParse(getNodeValue(root), {
    reportInput: true,
  });
  if (!checked.success) {
    const issues = checked.error.issues.flatMap(oneByOne);
    const spots = issues.slice(0, MOST_FAULTS)
      .map((issue) => issueSpot(issue, root));
    throw invalidPolicy(name, faultsAt(text, spots), issues.length);
  }
  return {
    file: checked.data,
    place: (path) => positionAt(text, keyOffset(nodeAround(root, [...path]))),
  };
}

/** Zod tells all unknown keys of an object in one issue. */
function oneByOne(issue: z.core.$ZodIssue): readonly z.core.$ZodIssue[] {
  return issue.code === "unrecognized_keys"
    ? issue.keys.map((key) => ({ ...issue, keys: [key] }))
    : [issue];
}

function issueSpot(issue: z.core.$ZodIssue, root: Node): Spot {
  const path = issue.path.filter((segment) => typeof segment !== "symbol");
  if (issue.code === "unrecognized_keys") {
    const [key = ""] = issue.keys;
    return {
      offset: keyOffset(nodeAround(root, [...path, key])),
      problem: unknownKey(path, key),
    };
  }
  const node = findNodeAtLocation(root, path);
  const around = nodeAround(root, path);
  const offset = issue.code === "invalid_key"
    ? keyOffset(around)
    : around.offset;
  const key = path.length === 0 ? "the policy" : dotted(path);
  return { offset, problem: `${key} ${issueText(issue, node?.type)}` };
}

function unknownKey(path: JSONPath, key: string): string {
  const unknown = `unknown key ${JSON.stringify(key)}`;
  const meant = nearest(key, keysAt(path));
  if (meant !== undefined) return `${unknown}; did you mean "${meant}"?`;
  const leaf = key.split(".").at(-1);
  const elsewhere = policyKeys().map((known) => known.key.split("."))
    .find(([, name]) => name === leaf);
  return elsewhere === undefined
    ? unknown
    : `${unknown}; did you mean "${elsewhere[1]}" inside "${elsewhere[0]}"?`;
}

/** The node at `path`, or the nearest one around it. */
function nodeAround(root: Node, path: JSONPath): Node {
  for (let length = path.length; length > 0; length--) {
    const node = findNodeAtLocation(root, path.slice(0, length));
    if (node !== undefined) return node;
  }
  return root;
}

/** Where the key of a value starts; where the value does, if it has no key. */
function keyOffset(node: Node): number {
  return node.parent?.type === "property" ? node.parent.offset : node.offset;
}

/** `["evidence", 0, "codex"]` as `evidence[0].codex`. */
function dotted(path: JSONPath): string {
  return path.map((segment) =>
    typeof segment === "number" ? `[${segment}]` : `.${segment}`
  ).join("").slice(1);
}
