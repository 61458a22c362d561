import { parseFeed } from 'feedsmith';
import type { Issue } from '../../core/record.ts';
import type { Failure } from '../source.ts';
import { broken, dayIn, type Format, fields, type Item, textOf } from './format.ts';

const EXCERPT: Issue = {
  code: 'excerpt',
  message: 'Only what a feed or library says of the article is read; the article itself stands at its address.',
};

/** An article of which only an abstract is at hand. */
export const excerptIssue = (): readonly Issue[] => [EXCERPT];

type Entry = Readonly<Record<string, unknown>>;
const at = (value: unknown, ...path: readonly (string | number)[]): unknown =>
  path.reduce<unknown>((inner, key) => (inner as Record<string | number, unknown> | null | undefined)?.[key], value);
const text = (value: unknown): string | null =>
  typeof value === 'string' ? value : typeof at(value, 'value') === 'string' ? (at(value, 'value') as string) : null;
const firstText = (...values: readonly unknown[]): string | null =>
  values.map(text).find((value) => value?.trim()) ?? null;

/** One entry of an RSS, Atom, RDF or JSON feed; the format's own names, as the parser gives them. */
function entryItem(entry: Entry, i: number, publisher: string | null, path: string): Item | Failure {
  const content = firstText(at(entry, 'content', 'encoded'), entry.content_html, entry.content);
  const body = content ?? firstText(entry.description, entry.summary, entry.content_text);
  const url = firstText(at(entry, 'links', 0, 'href'), entry.link, entry.url, at(entry, 'guid', 'value'));
  const id = url ?? firstText(entry.id) ?? String(i + 1);
  const place = `${path}#${id}`;
  if (!body)
    return broken(
      place,
      'An entry of a feed without text',
      url ? 'Read its address instead.' : 'Nothing can be read of it.',
    );
  const authors = [at(entry, 'dc', 'creator'), at(entry, 'dc', 'creators'), entry.authors, entry.author].flat();
  const names = authors
    .map((one) => firstText(at(one, 'name'), one))
    .filter((name) => name !== null && !name.includes('@'));
  const known = fields({
    id,
    title: firstText(entry.title),
    url: url && /^https?:/iu.test(url) ? url : null,
    publisher,
    authors: names.length > 0 ? names : null,
    published: dayOf(
      firstText(
        entry.pubDate,
        entry.published,
        entry.date_published,
        at(entry, 'dc', 'date'),
        at(entry, 'dc', 'dates', 0),
        entry.updated,
      ),
    ),
    ...(/<\w+[^>]*>|&\w+;/u.test(body) ? { html: body } : { text: body }),
  });
  const bytes = Buffer.from(JSON.stringify(entry));
  return { id, bytes, known, issues: content ? [] : excerptIssue() };
}

/** The day as a stamp states it, never shifted: `Sun, 08 Sep 2030 23:30:00 -0500` is the 8th. */
const dayOf = (stamp: string | null): string | null => dayIn(stamp);

/** RSS, Atom, RDF and JSON feeds: what each entry says of its article. */
export const feeds: Format = {
  name: 'feed',
  is: ({ start }) =>
    /^\s*(?:<\?xml[^>]*>\s*)?(?:<\?[^>]*>\s*|<!--[\s\S]{0,2000}?-->\s*)*<(?:rss|feed|rdf:RDF)[\s>]/u.test(start) ||
    /^\s*\{[\s\S]{0,500}?"version"\s*:\s*"https:\/\/jsonfeed\.org/u.test(start),
  items: async function* (file) {
    const parsed = parseFeed(textOf(await file.bytes()));
    const feed = parsed.feed as Entry;
    const entries = (feed.items ?? feed.entries ?? []) as readonly Entry[];
    const publisher = firstText(feed.title);
    if (entries.length === 0) yield broken(file.path, 'A feed without entries', 'Fetch it anew.');
    let i = 0;
    for (const entry of entries) yield entryItem(entry, i++, publisher, file.path);
  },
};
