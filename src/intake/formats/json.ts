import { type Failure, knownSchema, type Skipped, wrongField } from '../source.ts';
import { excerptIssue } from './feeds.ts';
import { broken, dayIn, type Format, fields, type Item, textOf } from './format.ts';
import { keysNotRead, ownNames, unknownKeys } from './named.ts';
import { chatItems, isChat } from './telegram.ts';

type Json = Readonly<Record<string, unknown>>;
const isObject = (value: unknown): value is Json =>
  value !== null && typeof value === 'object' && !Array.isArray(value);

/** Where collections keep their list of articles: NewsAPI, GDELT, Event Registry, Media Cloud, news-please. */
const LISTS = [
  'articles',
  'articles.results',
  'results',
  'stories',
  'items',
  'documents',
  'data',
  'hits',
  'response.results',
];

function listIn(value: unknown): readonly unknown[] | null {
  if (Array.isArray(value)) return value;
  for (const place of LISTS) {
    const found = place.split('.').reduce<unknown>((inner, key) => (isObject(inner) ? inner[key] : undefined), value);
    if (Array.isArray(found) && found.some(isObject)) return found;
  }
  return isObject(value) && (ownNames(value).text || ownNames(value).html) ? [value] : null;
}

/** True for an object of a CSL library (Zotero, Mendeley): a kind of publication and a structured day. */
const isReference = (value: Json): boolean => typeof value.type === 'string' && isObject(value.issued);

/** A library's reference: its abstract, as an excerpt. */
function referenceItem(value: Json, id: string, path: string): Item | Failure {
  const place = `${path}#${id}`;
  if (typeof value.abstract !== 'string')
    return broken(place, 'A reference without an abstract', 'Read the article at its address, or its saved file.');
  const parts =
    ((value.issued as Json)['date-parts'] as readonly (readonly (number | string)[])[] | undefined)?.[0] ?? [];
  const published = parts.map((part) => String(part).padStart(2, '0')).join('-');
  const authors = Array.isArray(value.author)
    ? value.author.map((one: Json) => one.literal ?? [one.given, one.family].filter(Boolean).join(' '))
    : null;
  const known = {
    id,
    title: value.title,
    publisher: value['container-title'],
    authors,
    published: /^\d{4}/u.test(published) ? published : null,
    url: value.URL,
    text: value.abstract,
  };
  return checked(known, id, place, value, excerptIssue());
}

function checked(known: Json, id: string, place: string, value: unknown, issues: Item['issues'] = []): Item | Failure {
  const parsed = knownSchema.safeParse(fields(known));
  if (!parsed.success) return broken(place, `A wrong field, ${wrongField(parsed.error)}`, 'Correct the field.');
  return { id, bytes: Buffer.from(JSON.stringify(value)), known: fields(parsed.data), issues: issues ?? [] };
}

function articleItem(value: unknown, i: number, path: string): Item | Failure {
  if (!isObject(value)) return broken(`${path}#${i + 1}`, 'An entry that is no object');
  const own = ownNames(value);
  const id = String(own.id ?? own.url ?? i + 1);
  if (isReference(value)) return referenceItem(value, id, path);
  if (own.text || own.html) return checked({ ...own, id }, id, `${path}#${id}`, value);
  return broken(
    `${path}#${id}`,
    'An entry without text',
    own.url ? 'Read its address instead.' : 'Give the article in "text" or "html".',
  );
}

/** JSON of known shapes: one article, a list of them, what news services answer, a Telegram export. */
export const json: Format = {
  name: 'JSON',
  is: ({ start }) => /^\ufeff?\s*(?:\{\s*"|\[\s*[{[\]])/u.test(start),
  items: async function* (file): AsyncGenerator<Item | Failure | Skipped> {
    let value: unknown;
    try {
      value = JSON.parse(textOf(await file.bytes()).replace(/^\ufeff/u, ''));
    } catch (error) {
      if (error instanceof SyntaxError) return yield broken(file.path, 'JSON that breaks off or has a fault');
      throw error;
    }
    const chats = isObject(value) && isObject(value.chats) ? ((value.chats as Json).list as readonly Json[]) : [value];
    if (chats.every((chat) => isObject(chat) && isChat(chat))) {
      for (const chat of chats) yield* chatItems(chat as Json, file.path);
      return;
    }
    const list = listIn(value);
    if (!list)
      return yield broken(
        file.path,
        'JSON, but no article of a shape that is known',
        'Write one object an article, with "text" or "html", in a .jsonl file.',
      );
    const keys = new Set<string>();
    const seen = new Set<string>();
    for (const [i, one] of list.entries()) {
      const item = articleItem(one, i, file.path);
      if (isObject(one) && !isReference(one)) for (const key of unknownKeys(one)) keys.add(key);
      const id = 'bytes' in item ? item.id! : null;
      if (id !== null && seen.has(id))
        yield broken(`${file.path}#${i + 1}`, `It repeats the id ${id}`, 'Give each article its own id.');
      else yield item;
      if (id !== null) seen.add(id);
    }
    if (keys.size > 0) yield keysNotRead(file.path, keys);
  },
};

/** The tags of a reference in RIS, and ours. */
const RIS: Readonly<Record<string, string>> = {
  TI: 'title',
  T1: 'title',
  T2: 'publisher',
  JO: 'publisher',
  PB: 'publisher',
  UR: 'url',
  AB: 'text',
  N2: 'text',
  LA: 'language',
  ID: 'id',
};

/** RIS libraries: each reference's abstract. */
export const ris: Format = {
  name: 'RIS library',
  is: ({ start }) => /^\ufeff?\s*TY {2}- [A-Z]{3,}/u.test(start),
  items: async function* (file) {
    const records = textOf(await file.bytes())
      .split(/^ER {2}-.*$/mu)
      .filter((record) => /^TY {2}-/mu.test(record));
    for (const [i, record] of records.entries()) {
      const known: Record<string, unknown> = { authors: [] as string[] };
      for (const [, tag, value] of record.matchAll(/^([A-Z][A-Z\d]) {2}- ?(.*)$/gmu)) {
        if (tag === 'AU' || tag === 'A1')
          (known.authors as string[]).push(value!.trim().replace(/^([^,]+), ([^,]+)$/u, '$2 $1'));
        else if (tag === 'DA' || tag === 'PY' || tag === 'Y1')
          known.published ??= dayIn(value!.replaceAll('/', '-')) ?? /^\d{4}/u.exec(value!)?.[0];
        else if (RIS[tag!]) known[RIS[tag!]!] ??= value!.trim();
      }
      const id = String(known.id ?? i + 1);
      const place = `${file.path}#${id}`;
      if (known.text) yield checked({ ...known, id }, id, place, record, excerptIssue());
      else
        yield broken(place, 'A reference without an abstract', 'Read the article at its address, or its saved file.');
    }
  },
};

/** True for lines of JSON, whatever the file is called. */
export function isJsonLines(start: string): boolean {
  const [first = '', second = ''] = start
    .replace(/^\ufeff/u, '')
    .trimStart()
    .split('\n');
  if (!/^\{.*\}\s*$/su.test(first) || !/^\s*\{/u.test(second)) return false;
  try {
    return isObject(JSON.parse(first));
  } catch {
    return false;
  }
}
