import { load } from 'js-yaml';
import { type Known, knownSchema } from './source.ts';

/** A YAML block at the very top of a Markdown file, as static site generators write it. */
const BLOCK = /^\ufeff?---[ \t]*\r?\n(?<yaml>[^\0]{0,8000}?)\r?\n---[ \t]*(?:\r?\n|$)/u;

/** What a text's front matter states of the article, and how many characters of the text it takes. */
export interface FrontMatter {
  readonly known: Known;
  readonly length: number;
}

/** Names in use in front matter for the fields of a sidecar. */
const OTHER_NAMES: Readonly<Record<string, keyof Known>> = {
  author: 'authors',
  date: 'published',
  source: 'url',
  link: 'url',
  lang: 'language',
};

/**
 * Reads title, authors, date, URL and the other fields of a sidecar from YAML front matter; null where the text has none
 * or where it is not YAML. A field that cannot be read is passed over.
 */
export function frontMatter(text: string): FrontMatter | null {
  const block = BLOCK.exec(text);
  const fields = block && fieldsOf(block.groups!.yaml!);
  return fields && { known: knownOf(fields), length: block[0].length };
}

function fieldsOf(yaml: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = load(yaml, { maxAliases: 0 });
    return value !== null && typeof value === 'object' && !Array.isArray(value) ? { ...value } : null;
  } catch {
    return null;
  }
}

const FIELDS = ['title', 'authors', 'published', 'url', 'publisher', 'language', 'translationOf'] as const;

function knownOf(fields: Readonly<Record<string, unknown>>): Known {
  const known: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(fields)) {
    const field = FIELDS.find((one) => one === name) ?? OTHER_NAMES[name.toLowerCase()];
    if (!field || !(FIELDS as readonly string[]).includes(field)) continue;
    const parsed = knownSchema.shape[field as (typeof FIELDS)[number]].safeParse(value);
    if (parsed.success && parsed.data && known[field] === undefined) known[field] = parsed.data;
  }
  return known;
}
