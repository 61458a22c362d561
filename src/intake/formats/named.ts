import { type Known, knownSchema, type Skipped, skipped } from '../source.ts';
import { dayIn } from './format.ts';

/**
 * The names under which collections keep the fields of an article: our own, news-please's, NewsAPI's, Event Registry's,
 * GDELT's, Media Cloud's, Common Crawl's and schema.org's. The first that says something counts.
 */
const NAMES: Readonly<Record<keyof Known, readonly string[]>> = {
  id: ['id', 'uri', '_id', 'stories_id', 'guid'],
  url: ['url', 'link', 'webUrl', 'sourceUrl', 'canonical_url'],
  title: ['title', 'headline', 'webTitle'],
  publisher: [
    'publisher',
    'source.name',
    'source.title',
    'source',
    'media_name',
    'source_domain',
    'domain',
    'site',
    'outlet',
  ],
  authors: ['authors', 'author', 'byline', 'creator'],
  published: [
    'published',
    'date',
    'date_publish',
    'publishedAt',
    'published_at',
    'publish_date',
    'pubDate',
    'datePublished',
    'publication_date',
    'dateTime',
    'dateTimePub',
    'seendate',
    'date_published',
  ],
  language: ['language', 'lang'],
  translationOf: ['translationOf'],
  text: ['text', 'maintext', 'content', 'body', 'articleBody', 'fulltext', 'full_text', 'plain_text'],
  html: ['html', 'raw_html', 'content_html'],
};
const FIELDS = Object.keys(NAMES) as readonly (keyof Known)[];
const FIRST_NAMES = new Set(Object.values(NAMES).flatMap((names) => names.map((name) => name.split('.')[0]!)));

type Named = Readonly<Record<string, unknown>>;

const valueAt = (value: Named, name: string): unknown =>
  name.split('.').reduce<unknown>((inner, key) => (inner as Named | null | undefined)?.[key], value);

/** What collections write for a language, as ISO 639-1: `eng` and `English` are `en`. */
const LANGUAGES: Readonly<Record<string, string>> = { eng: 'en', english: 'en' };

/** One object's fields under our names; a value of the wrong kind stays as it is, to be told. */
export function ownNames(value: Named): Named {
  const own: Record<string, unknown> = {};
  for (const field of FIELDS)
    for (const name of NAMES[field]) {
      const given = fitting(field, valueAt(value, name), name);
      if (given === undefined || own[field] !== undefined) continue;
      own[field] = given;
    }
  return own;
}

/** Keys that stand for nothing we know; they are told once a file. */
export const unknownKeys = (value: Named): readonly string[] =>
  Object.keys(value).filter((key) => !FIRST_NAMES.has(key));

/** The value of a field under one of its names; undefined where it says nothing or, under another's name, does not fit. */
function fitting(field: keyof Known, value: unknown, name: string): unknown {
  if (value === null || value === undefined || value === '') return undefined;
  if (name === field && field !== 'published' && field !== 'language' && field !== 'publisher') return value;
  if (field === 'language' && typeof value === 'string') return LANGUAGES[value.toLowerCase()] ?? value;
  if (field === 'authors' && Array.isArray(value)) return value.map((one) => (one as Named)?.name ?? one);
  if (field === 'published' && typeof value === 'string' && !knownSchema.shape.published.safeParse(value).success)
    return dayIn(value) ?? (name === field ? value : undefined);
  return knownSchema.shape[field].safeParse(value).success || name === field ? value : undefined;
}

/** The one line on the keys of a file that are not read. */
export const keysNotRead = (path: string, keys: ReadonlySet<string>): Skipped =>
  skipped(`${path}#keys`, `keys not read (${[...keys].sort().join(', ')})`);
