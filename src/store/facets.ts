import type { DatabaseSync } from 'node:sqlite';
import { type Columns, columnsOf, numbersIn } from './columns.ts';
import type { Value } from './filters.ts';
import { type Role, roleCode } from './rows.ts';
import type { FacetField, Facets, FacetValue, ListedKind } from './store.ts';

/** Most values of a facet that are given. */
const MOST = 40;
/** So many records are looked up one by one where the columns are not in memory yet. */
const FEW = 6000;

type Counts = ReadonlyMap<string, number>;
type Count = (field: CountedField) => Counts;
type CountedField = Exclude<FacetField, 'judged'>;

/**
 * The values of each field among chosen records, given by key, the most frequent first (at most 40); of origins,
 * reprints only; of judgements, those in force and how many records nobody reviewed.
 */
export function makeFacets(db: DatabaseSync, few = FEW) {
  const columns = columnsOf(db);
  return (kind: ListedKind, fields: readonly FacetField[], keys: Uint32Array, allVersions: boolean): Facets => {
    const isMany = (columns.areRead() || keys.length > few) && !allVersions;
    const count = isMany ? offColumns(db, columns, kind, keys) : oneByOne(db, kind, keys);
    const counted = (field: FacetField) => (field === 'judged' ? judged(db, keys) : ranked(count(field)));
    return Object.fromEntries(fields.map((field) => [field, counted(field)]));
  };
}

const byCount = ([v, m]: readonly [string, number], [w, n]: readonly [string, number]): number =>
  n - m || (v < w ? -1 : 1);

/** Of thousands of voices most are heard once: only those that may be among the most frequent are sorted. */
function ranked(counts: Counts): readonly FacetValue[] {
  const named = [...counts].filter(([value, n]) => value !== '' && n > 0);
  const least =
    Uint32Array.from(named, ([, n]) => n)
      .sort()
      .at(-MOST) ?? 0;
  return named
    .filter(([, n]) => n >= least)
    .sort(byCount)
    .slice(0, MOST)
    .map(([value, count]) => ({ value, label: value, count }));
}

/** Rows `value, n`, in which a value may stand several times, as counts. */
function added(rows: Iterable<readonly [unknown, number]>): Counts {
  const counts = new Map<string, number>();
  for (const [value, n] of rows) {
    if (n === 0) continue;
    const name = String(value ?? '');
    counts.set(name, (counts.get(name) ?? 0) + n);
  }
  return counts;
}

const SHAPES = ['type', 'act', 'status', 'month'] as const;
const HOMES = ['publisher', 'origin'] as const;
const PARTS = { source: ['source'], via: ['via'], about: ['about', 'country'] } as const satisfies Record<
  string,
  readonly Role[]
>;
type Shape = (typeof SHAPES)[number];
type Home = (typeof HOMES)[number];
const isShape = (field: FacetField): field is Shape => (SHAPES as readonly string[]).includes(field);
const isHome = (field: FacetField): field is Home => (HOMES as readonly string[]).includes(field);

/** Powers are told by country, where they have one; voices by entity, or by their words where unresolved. */
const PART_VALUE = {
  source: 'p.entity || p.label',
  via: 'p.entity || p.label',
  about: "CASE WHEN p.iso3 <> '' AND p.entity <> '' THEN '' ELSE p.iso3 || p.entity END",
} as const;

const codesOf = (kind: ListedKind, field: keyof typeof PARTS): readonly number[] =>
  PARTS[field].map((role) => roleCode(kind, role));

/** Documents by publisher, or by the origin they share with others. */
const GROUPED: Readonly<Record<Home, string>> = {
  publisher: 'SELECT publisher AS value, group_concat(key) AS documents FROM documents GROUP BY 1',
  origin: `SELECT origin AS value, group_concat(key) AS documents FROM documents
    WHERE origin IS NOT NULL GROUP BY 1 HAVING count(*) > 1`,
};

/** Counts by document, added up by what the documents have in common. */
const homeCounts = (db: DatabaseSync, field: Home, inDocument: (key: number) => number): Counts =>
  added(
    db
      .prepare(GROUPED[field])
      .all()
      .map(({ value, documents }) => {
        let n = 0;
        for (const key of numbersIn(documents as string)) n += inDocument(key);
        return [value, n] as const;
      }),
  );

/** Counts a few records by looking each up. */
function oneByOne(db: DatabaseSync, kind: ListedKind, chosen: Uint32Array): Count {
  const keys = `[${chosen.join()}]`;
  const sql = 'FROM json_each(?) k JOIN records r ON r.key = k.value';
  const rows = (query: string) =>
    db
      .prepare(query)
      .all(keys)
      .map((row): [Value, number] => [row.value as Value, Number(row.n)]);
  const shapes = { type: 'r.type', act: 'r.type', status: 'r.status', month: 'substr(r.day_to, 1, 7)' } as const;
  return (field) => {
    if (isShape(field)) return added(rows(`SELECT ${shapes[field]} AS value, count(*) AS n ${sql} GROUP BY 1`));
    if (isHome(field)) {
      const counts = new Map(rows(`SELECT r.document AS value, count(*) AS n ${sql} GROUP BY 1`));
      return homeCounts(db, field, (document) => counts.get(document) ?? 0);
    }
    const codes = codesOf(kind, field).flatMap((code) => [code, -code]);
    return added(
      rows(
        `SELECT ${PART_VALUE[field]} AS value, count(*) AS n FROM (SELECT r.key ${sql}) k
         CROSS JOIN involved i ON i.record = k.key AND i.role IN (${codes.join(', ')}) JOIN parties p ON p.key = i.party
         GROUP BY 1`,
      ),
    );
  };
}

function largest(numbers: Uint32Array): number {
  let most = 0;
  for (let i = 0; i < numbers.length; i++) if (numbers[i]! > most) most = numbers[i]!;
  return most;
}

/** Marks by key which records are chosen. */
function marked(keys: Uint32Array): Uint8Array {
  const isChosen = new Uint8Array(largest(keys) + 1);
  for (const key of keys) isChosen[key] = 1;
  return isChosen;
}

/** Counts many records off columns in memory. */
function offColumns(db: DatabaseSync, columns: Columns, kind: ListedKind, keys: Uint32Array): Count {
  const isChosen = marked(keys);
  /** How many of the chosen records are in each group of a column. */
  const tally = (groupOf: Uint32Array): Uint32Array => {
    const counts = new Uint32Array(largest(groupOf) + 1);
    for (let i = 0; i < keys.length; i++) counts[groupOf[keys[i]!]!]!++;
    return counts;
  };
  const byShape = kept(() => tally(columns.shapes(kind).groupOf));
  const byHome = kept(() => tally(columns.homes()));
  return (field) => {
    if (isShape(field)) {
      const name = field === 'act' ? 'type' : field;
      return added(columns.shapes(kind).groups.map((group, i) => [group[name], byShape()[i + 1] ?? 0] as const));
    }
    if (isHome(field)) return homeCounts(db, field, (document) => byHome()[document] ?? 0);
    const names = columns.parties(PART_VALUE[field]);
    const counts = new Uint32Array(names.length);
    for (const code of codesOf(kind, field)) {
      const { records, parties } = columns.roles(code);
      for (let i = 0; i < records.length; i++) if (isChosen[records[i]!] === 1) counts[parties[i]!]!++;
    }
    return added(Array.from(counts, (n, key) => [names[key], n] as const));
  };
}

function kept<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

/** Judged records are few: each is looked for among the chosen. */
function judged(db: DatabaseSync, keys: Uint32Array): readonly FacetValue[] {
  const isChosen = marked(keys);
  const found = db
    .prepare(
      `SELECT DISTINCT j.verdict, r.key FROM judgements j JOIN records r ON r.id = j.record WHERE j.withdrawn IS NULL`,
    )
    .all()
    .filter((row) => isChosen[Number(row.key)] === 1);
  const reviewed = new Set(found.filter((row) => row.verdict !== 'marked').map((row) => row.key));
  const counts = added(found.map((row) => [row.verdict, 1] as const));
  const verdicts = [...counts].sort(([v], [w]) => (v < w ? -1 : 1));
  return [['unreviewed', keys.length - reviewed.size] as const, ...verdicts]
    .filter(([, n]) => n > 0)
    .map(([value, count]) => ({ value, label: value, count }));
}
