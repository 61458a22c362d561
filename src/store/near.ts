import { askedFor } from './filters.ts';
import type { Filter, Near } from './store.ts';

/** Conditions that say which page or order is asked for, not which records. */
const OF_THE_PAGE: ReadonlySet<string> = new Set(['limit', 'offset', 'sort', 'allVersions']);

/** What a filter that finds nothing would find with less asked; nothing where even that finds nothing. */
export function nearOf(filter: Filter, count: (filter: Filter) => number): readonly Near[] {
  const { words, ...rest } = filter;
  const asked = words === undefined ? [] : askedFor(words).flat();
  const alone =
    asked.length < 2 ? [] : asked.map((word) => ({ without: null, word, filter: { ...rest, words: quoted(word) } }));
  const given = (Object.keys(filter) as (keyof Filter)[]).filter((name) => !OF_THE_PAGE.has(name));
  const less =
    given.length < 2 ? [] : given.map((name) => ({ without: name, word: null, filter: lacking(filter, name) }));
  return [...alone, ...less]
    .map((near) => ({ ...near, total: count(near.filter) }))
    .filter(({ total }) => total > 0)
    .toSorted((a, b) => b.total - a.total);
}

const quoted = (words: string): string => (words.includes(' ') ? `"${words}"` : words);

const lacking = (filter: Filter, name: keyof Filter): Filter =>
  Object.fromEntries(Object.entries(filter).filter(([field]) => field !== name));
