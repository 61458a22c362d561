import { fold } from './fold.ts';
import type { Filter, ListedKind } from './store.ts';

export type Value = string | number | null;

/** A piece of SQL with the values of its question marks. */
export interface Condition {
  readonly sql: string;
  readonly values: readonly Value[];
}

/** Ids of the entities a name means; the ledger's own look-up. */
export type Naming = (name: string) => readonly string[];

const condition = (sql: string, ...values: Value[]): Condition => ({ sql, values });

/** The conditions a filter puts on `records r` joined with `documents d`. */
export function conditionsOf(kind: ListedKind, filter: Filter, naming: Naming): readonly Condition[] {
  const found = [condition('r.kind = ?', kind)];
  if (filter.allVersions) found.push(condition('r.reading = d.reading'));
  else found.push(condition('r.listed = 1'));
  if (filter.document) found.push(condition('d.id = ?', filter.document));
  if (filter.since) found.push(condition('r.day_to >= ?', filter.since));
  if (filter.until) found.push(condition('r.day_from <= ?', endOf(filter.until)));
  if (filter.denied) found.push(condition('r.denied = 1'));
  if (filter.act)
    found.push(
      condition(kind === 'attribution' ? 'r.type = ?' : 'false', ...(kind === 'attribution' ? [filter.act] : [])),
    );
  if (filter.type) found.push(condition('lower(r.type) = lower(?)', filter.type));
  if (filter.status) found.push(condition('lower(r.status) = lower(?)', filter.status));
  if (filter.publisher) found.push(publishedBy(fold(filter.publisher)));
  if (filter.origin) found.push(condition('coalesce(d.origin, d.id) = ?', filter.origin));
  if (filter.judged) found.push(judgedAs(filter.judged));
  if (filter.words)
    found.push(condition('r.key IN (SELECT rowid FROM passages WHERE passages MATCH ?)', allWords(filter.words)));
  if (filter.source) found.push(voiced('source', filter.source, naming));
  if (filter.via) found.push(voiced('via', filter.via, naming));
  if (filter.about) found.push(aboutPowers(filter.about));
  return found;
}

/** A name that a publisher bears means that one alone; else any that contains it. */
const publishedBy = (folded: string): Condition => ({
  sql: `(d.publisher_folded = ? OR (d.publisher_folded LIKE ? ESCAPE '\\'
    AND NOT EXISTS (SELECT 1 FROM documents WHERE publisher_folded = ?)))`,
  values: [folded, holding(folded), folded],
});

const judgedAs = (verdict: string): Condition =>
  verdict === 'unreviewed'
    ? condition('r.id NOT IN (SELECT record FROM judgements WHERE withdrawn IS NULL)')
    : condition('r.id IN (SELECT record FROM judgements WHERE withdrawn IS NULL AND verdict = ?)', verdict);

/** The last day a prefix of an ISO date can mean: `2023-02` also covers its 28th. */
const endOf = (day: string): string => (day.length < 10 ? `${day}~` : day);

/** A pattern for LIKE that finds the folded words anywhere; none are found in words without letters. */
const holding = (folded: string): string => (folded === '' ? '' : `%${escaped(folded)}%`);

const escaped = (text: string): string => text.replace(/[\\%_]/gu, '\\$&');

/** A full-text question that asks for all the words as they stand; the query language's own signs lose their meaning. */
export const allWords = (text: string): string =>
  [...text.matchAll(/[\p{L}\p{M}\p{N}]+/gu)].map(([word]) => `"${word}"`).join(' ') || '""';

const parties = (role: string, where: string, values: readonly Value[]): Condition => ({
  sql: `r.key IN (SELECT i.record FROM involved i JOIN parties p ON p.key = i.party WHERE i.role = '${role}' AND (${where}))`,
  values,
});

/**
 * Records voiced by a name: by the entities it names, and by words left unresolved that are that very name; where it
 * names no entity, by words that contain it. A look-alike ("Putin's spokesman" for "Putin") is never taken.
 */
function voiced(role: 'source' | 'via', name: string, naming: Naming): Condition {
  const ids = naming(name);
  const folded = fold(name);
  if (ids.length === 0) return parties(role, "(' ' || p.label || ' ') LIKE ? ESCAPE '\\'", [`% ${escaped(folded)} %`]);
  const marks = ids.map(() => '?').join(', ');
  return parties(role, `p.entity IN (${marks}) OR (p.entity = '' AND p.label = ?)`, [...ids, folded]);
}

/** Records about one power; or about two, where the source itself may be of one of them. */
function aboutPowers(about: string): Condition {
  const sides = about
    .split(/[-–,]/u)
    .map((side) => side.trim())
    .filter(Boolean);
  const of = (role: string, side: string): Condition =>
    parties(role, 'p.iso3 = ? OR p.entity = ?', [side.toUpperCase(), side]);
  const either = (side: string): Condition => any([of('about', side), of('source', side)]);
  if (sides.length < 2) return of('about', sides[0] ?? '');
  const [a, b] = [sides[0]!, sides[1]!];
  return all([either(a), either(b), any([of('about', a), of('about', b)])]);
}

const joined =
  (word: string) =>
  (parts: readonly Condition[]): Condition => ({
    sql: `(${parts.map((p) => p.sql).join(` ${word} `)})`,
    values: parts.flatMap((p) => p.values),
  });
const any = joined('OR');
export const all = joined('AND');
