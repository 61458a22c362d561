import { fold } from './fold.ts';
import { type Role, roleCode } from './rows.ts';
import type { Filter, ListedKind } from './store.ts';

export type Value = string | number | null;

/** A piece of SQL with the values of its question marks. */
export interface Condition {
  readonly sql: string;
  readonly values: readonly Value[];
}

/** Ids of the entities that bear a name or, `partly`, whose name holds it; the ledger's own look-up. */
export type Naming = (name: string, how?: 'wholly' | 'partly') => readonly string[];

/** ISO 3166 code of the state a name means; null where it means none. */
export type CodeOf = (name: string) => string | null;

/** How a filter's names are looked up. */
export interface Names {
  readonly naming: Naming;
  readonly codeOf: CodeOf;
}

const condition = (sql: string, ...values: Value[]): Condition => ({ sql, values });

/**
 * The conditions a filter puts on `records r`, and on `documents d` where they name it. Where parts, words or a document
 * choose the records, a plus keeps SQLite from walking the index of the whole list instead; where they are `common`
 * words, they are soon met on the way, or tested where something else chooses.
 */
export function conditionsOf(
  kind: ListedKind,
  filter: Filter,
  { naming, codeOf }: Names,
  common = false,
): readonly Condition[] {
  const parts = partsIn(kind, filter.allVersions === true);
  const { source, via, about, words, document, publisher, origin, judged } = filter;
  const isJudged = judged && judged !== 'unreviewed';
  const isFew = source || via || about || document || publisher || origin || isJudged;
  const areTested = common && !filter.allVersions;
  const key = isFew || (words && !areTested) ? '+' : '';
  const found = [condition(`${key}r.kind = ?`, kind)];
  if (filter.allVersions) found.push(condition('r.reading = d.reading AND d.out = 0'));
  else found.push(condition(`${key}r.listed = 1`));
  if (filter.document)
    found.push(condition('r.reading = (SELECT reading FROM documents WHERE id = ?)', filter.document));
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
  if (filter.origin) found.push(ofOrigin(filter.origin));
  if (filter.judged) found.push(judgedAs(filter.judged));
  if (filter.words)
    found.push(
      condition(
        `${areTested ? '+' : ''}r.key IN (SELECT rowid FROM passages WHERE passages MATCH ?)`,
        allWords(filter.words),
      ),
    );
  if (filter.source) found.push(voiced(parts, 'source', filter.source, naming));
  if (filter.via) found.push(voiced(parts, 'via', filter.via, naming));
  if (filter.about) found.push(aboutPowers(parts, filter.about, naming, codeOf));
  return found;
}

/** The order of a list: newest first unless the oldest are asked for; what has no day comes last. */
export const orderOf = ({ sort = 'newest' }: Pick<Filter, 'sort'>, table = 'r'): string =>
  sort === 'oldest' ? `${table}.day_to IS NULL, ${table}.day_to, ${table}.key` : `${table}.day_to DESC, ${table}.key`;

/** A name that a publisher bears means that one alone; else any that contains it. */
const publishedBy = (folded: string): Condition => ({
  sql: `r.reading IN (SELECT reading FROM documents WHERE publisher_folded = ? OR (publisher_folded LIKE ? ESCAPE '\\'
    AND NOT EXISTS (SELECT 1 FROM documents WHERE publisher_folded = ?)))`,
  values: [folded, holding(folded), folded],
});

const ofOrigin = (origin: string): Condition =>
  condition(
    'r.reading IN (SELECT reading FROM documents WHERE origin = ? UNION SELECT reading FROM documents WHERE id = ? AND origin IS NULL)',
    origin,
    origin,
  );

/** Judged records are few: they are looked up, and not every record's judgements. */
const judgedAs = (verdict: string): Condition => {
  const judged = (which: string) =>
    `(SELECT key FROM records WHERE id IN (SELECT record FROM judgements WHERE withdrawn IS NULL AND verdict ${which}))`;
  return verdict === 'unreviewed'
    ? condition(`r.key NOT IN ${judged("<> 'marked'")}`)
    : condition(`r.key IN ${judged('= ?')}`, verdict);
};

/** The last day a prefix of an ISO date can mean: `2023-02` also covers its 28th. */
const endOf = (day: string): string => (day.length < 10 ? `${day}~` : day);

/** A pattern for LIKE that finds the folded words anywhere; none are found in words without letters. */
const holding = (folded: string): string => (folded === '' ? '' : `%${escaped(folded)}%`);

const escaped = (text: string): string => text.replace(/[\\%_]/gu, '\\$&');

/** One thing asked for: a word, or words in marks that stand one after the other. */
const TERM = /["“”„«]([^"“”„«»]*)["“”„»]|[^\s"“”„«»]+/gu;

/** What is asked for in a search: words and phrases, those that OR joins together. */
export function askedFor(text: string): readonly (readonly string[])[] {
  const groups: string[][] = [];
  let joins = false;
  for (const [term, phrase] of text.matchAll(TERM)) {
    if (term === 'OR') joins = groups.length > 0;
    else {
      const words = ((phrase ?? term).match(/[\p{L}\p{M}\p{N}]+/gu) ?? []).join(' ');
      if (words === '') continue;
      if (joins) groups.at(-1)!.push(words);
      else groups.push([words]);
      joins = false;
    }
  }
  return groups;
}

/** A full-text question that asks for all of the words; the query language's own signs lose their meaning. */
export const allWords = (text: string): string =>
  askedFor(text)
    .map((group) => `(${group.map((words) => `"${words}"`).join(' OR ')})`)
    .join(' AND ') || '""';

/** Finds records by the parts somebody has in them. */
type Parts = (roles: readonly Role[], where: string, ...values: Value[]) => Condition;

/** Parts in records of a kind; those in unlisted records count only where all versions do. */
const partsIn =
  (kind: ListedKind, allVersions: boolean): Parts =>
  (roles, where, ...values) => {
    const codes = roles.map((role) => roleCode(kind, role)).flatMap((code) => (allVersions ? [code, -code] : [code]));
    return {
      sql: `r.key IN (SELECT i.record FROM parties p CROSS JOIN involved i
        WHERE (${where}) AND i.role IN (${codes.join(', ')}) AND i.party = p.key)`,
      values,
    };
  };

const marks = (values: readonly unknown[]): string => values.map(() => '?').join(', ');

/**
 * Records voiced by a name: by the entities that bear it, and by words left unresolved that are that very name. Where
 * nobody bears it, by those whose name holds it, and by words that do. A look-alike ("Putin's spokesman" for "Putin") is
 * never taken.
 */
function voiced(parts: Parts, role: 'source' | 'via', name: string, naming: Naming): Condition {
  const folded = fold(name);
  const whole = naming(name);
  if (whole.length > 0)
    return parts([role], `p.entity IN (${marks(whole)}) OR (p.entity = '' AND p.label = ?)`, ...whole, folded);
  const partly = naming(name, 'partly');
  const words = `% ${escaped(folded)} %`;
  return parts(
    [role],
    `p.entity IN (${marks(partly)}) OR (' ' || p.label || ' ') LIKE ? ESCAPE '\\'`,
    ...partly,
    words,
  );
}

/** Records about one power; or about two, where the source itself may be of one of them. */
function aboutPowers(parts: Parts, about: string, naming: Naming, codeOf: CodeOf): Condition {
  const sides = sidesOf(about).map((side) => codeOf(side) ?? side);
  const [a = '', b] = sides;
  if (b === undefined) return aboutOne(parts, a, naming);
  if (sides.every(isCode))
    return parts(
      ['pair'],
      'p.iso3 = ?',
      sides
        .map((side) => side.toUpperCase())
        .sort()
        .join('-'),
    );
  const either = (side: string) => any([aboutOne(parts, side, naming), spoken(parts, side, naming)]);
  return all([either(a), either(b), any([aboutOne(parts, a, naming), aboutOne(parts, b, naming)])]);
}

/** Local entity ids may hold a hyphen; a pair is cut only at one between two powers. */
export const sidesOf = (about: string): readonly string[] =>
  about.split(/(?<=^\w+)[-–,](?=\w+$)/u).map((side) => side.trim());

const isCode = (side: string): boolean => /^[a-z]{3}$/iu.test(side);

const aboutOne = (parts: Parts, side: string, naming: Naming): Condition =>
  isCode(side)
    ? parts(['country'], 'p.iso3 = ?', side.toUpperCase())
    : parts(['about'], `p.entity IN (${marks(idsOf(side, naming))})`, ...idsOf(side, naming));

const spoken = (parts: Parts, side: string, naming: Naming): Condition =>
  isCode(side)
    ? parts(['source'], 'p.iso3 = ?', side.toUpperCase())
    : parts(['source'], `p.entity IN (${marks(idsOf(side, naming))})`, ...idsOf(side, naming));

const idsOf = (side: string, naming: Naming): readonly string[] => {
  const named = naming(side);
  return named.length > 0 ? named : [side];
};

const joined =
  (word: string) =>
  (parts: readonly Condition[]): Condition => ({
    sql: `(${parts.map((p) => p.sql).join(` ${word} `)})`,
    values: parts.flatMap((p) => p.values),
  });
const any = joined('OR');
export const all = joined('AND');
