import {
  aliases,
  type FieldName,
  referenceFields,
} from "../request/aliases.ts";

/** What the command line can say about the picture. */
export interface RequestFlags {
  readonly prompt?: string | undefined;
  readonly mode?: string | undefined;
  readonly image?: string | undefined;
  readonly reference?: readonly string[] | undefined;
  readonly size?: string | undefined;
  readonly quality?: string | undefined;
  readonly background?: string | undefined;
  readonly strength?: number | undefined;
  readonly output?: string | undefined;
}

type Fields = Readonly<Record<string, unknown>>;

/** One flag in the request's own words. */
interface Override {
  readonly name: string;
  readonly value: unknown;
  /** The fields it replaces, under whatever name the request has them. */
  readonly replaces: readonly FieldName[];
}

/**
 * The request that flags and request file make together: a flag takes the
 * place of the same field of the file, whatever alias that came under.
 * What is not a JSON object is passed on, for the request's own rules to refuse.
 */
export function mergeRequest(flags: RequestFlags, file: unknown): unknown {
  if (!isObject(file)) return file;
  const overrides = overridesOf(flags);
  const replaced = overrides.flatMap(({ replaces }) => replaces);
  const { params } = file;
  return {
    ...without(file, replaced),
    ...(isObject(params) ? { params: without(params, replaced) } : {}),
    ...Object.fromEntries(overrides.map(({ name, value }) => [name, value])),
  };
}

/** Looked at by hand, because zod would load at every start of the program. */
function isObject(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function overridesOf(flags: RequestFlags): Override[] {
  const image = flags.image === undefined ? undefined : { path: flags.image };
  const references = flags.reference?.map((path) => ({ path }));
  const all: readonly Override[] = [
    { name: "prompt", value: flags.prompt, replaces: ["prompt"] },
    { name: "mode", value: flags.mode, replaces: ["mode"] },
    { name: "image", value: image, replaces: ["primary"] },
    {
      name: "reference_images",
      value: references,
      replaces: referenceFields,
    },
    { name: "size", value: flags.size, replaces: ["size"] },
    { name: "quality", value: flags.quality, replaces: ["quality"] },
    { name: "background", value: flags.background, replaces: ["background"] },
    { name: "strength", value: flags.strength, replaces: ["strength"] },
    { name: "output", value: flags.output, replaces: ["outputTarget"] },
  ];
  return all.filter(({ value }) => value !== undefined);
}

function without(fields: Fields, replaced: readonly FieldName[]): Fields {
  const names = new Set<string>(replaced.flatMap((field) => aliases[field]));
  return Object.fromEntries(
    Object.entries(fields).filter(([name]) => !names.has(name)),
  );
}
