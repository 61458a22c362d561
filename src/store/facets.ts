import type { DatabaseSync } from 'node:sqlite';
import { type Column, type Columns, columnsOf, numbersIn } from './columns.ts';
import { all, conditionsOf, type Naming, type Value } from './filters.ts';
import { type Role, roleCode } from './rows.ts';
import type { FacetField, FacetValue, Filter, ListedKind } from './store.ts';

/** Most values of a facet that are given. */
const MOST = 40;
/** So many records are looked up one by one; more are counted off columns in memory. */
const FEW = 6000;

type Facets = Readonly<Partial<Record<FacetField, readonly FacetValue[]>>>;
type Counts = Map<string, number>;
type Count = (field: FacetField) => Counts;

/**
 * The values of each field among the records of a filter, the most frequent first (at most 40); of origins, reprints only.
 */
export function makeFacets(db: DatabaseSync, few = FEW) {
  const columns = columnsOf(db);
  return (kind: ListedKind, fields: readonly FacetField[], filter: Filter, naming: Naming): Facets => {
    const { sql, values } = all(conditionsOf(kind, filter, naming));
    const documents = /\bd\./u.test(sql) ? 'JOIN documents d ON d.key = r.document' : '';
    const chosen = db
      .prepare(`SELECT group_concat(r.key) AS keys FROM records r ${documents} WHERE ${sql}`)
      .get(...values)?.keys as string | null;
    const keys = numbersIn(chosen);
    const isMany = keys.length > few && filter.allVersions !== true;
    const count = isMany ? offColumns(db, columns, kind, keys) : oneByOne(db, kind, chosen ?? '');
    return Object.fromEntries(fields.map((field) => [field, ranked(count(field))]));
  };
}

function ranked(counts: Counts): readonly FacetValue[] {
  return [...counts]
    .filter(([value, n]) => value !== '' && n > 0)
    .sort(([v, m], [w, n]) => n - m || (v < w ? -1 : 1))
    .slice(0, MOST)
    .map(([value, count]) => ({ value, label: value, count }));
}

/** Rows `value, n`, in which a value may stand several times, as counts. */
function added(rows: Iterable<readonly [unknown, number]>): Counts {
  const counts: Counts = new Map();
  for (const [value, n] of rows) {
    const name = String(value ?? '');
    counts.set(name, (counts.get(name) ?? 0) + n);
  }
  return counts;
}

const SHAPES = { type: 'type', act: 'type', status: 'status', month: 'month' } as const;
const HOMES = { publisher: 'publisher', origin: 'origin' } as const;
const PARTS = { source: ['source'], via: ['via'], about: ['about', 'country'] } as const satisfies Record<
  string,
  readonly Role[]
>;
const isShape = (field: FacetField): field is keyof typeof SHAPES => field in SHAPES;
const isHome = (field: FacetField): field is keyof typeof HOMES => field in HOMES;

/** Powers are told by country, where they have one; voices by entity, or by their words where unresolved. */
const PART_VALUE = {
  source: 'p.entity || p.label',
  via: 'p.entity || p.label',
  about: "CASE WHEN p.iso3 <> '' AND p.entity <> '' THEN '' ELSE p.iso3 || p.entity END",
} as const;

const codesOf = (kind: ListedKind, field: keyof typeof PARTS): readonly number[] =>
  PARTS[field].map((role) => roleCode(kind, role));

/** Origins of several documents. */
const REPRINTED = 'SELECT origin FROM documents WHERE origin IS NOT NULL GROUP BY origin HAVING count(*) > 1';

function reprintsOnly(db: DatabaseSync, counts: Counts): Counts {
  const several = new Set(
    db
      .prepare(REPRINTED)
      .all()
      .map((row) => row.origin as string),
  );
  return new Map([...counts].filter(([origin]) => several.has(origin)));
}

/** Counts a few records by looking each up. */
function oneByOne(db: DatabaseSync, kind: ListedKind, keys: string): Count {
  const sql = 'FROM json_each(?) k JOIN records r ON r.key = k.value';
  const rows = (query: string): Counts =>
    added(
      db
        .prepare(query)
        .all(`[${keys}]`)
        .map((row): [Value, number] => [row.value as Value, Number(row.n)]),
    );
  const shapes = { type: 'r.type', act: 'r.type', status: 'r.status', month: 'substr(r.day_to, 1, 7)' } as const;
  return (field) => {
    if (isShape(field)) return rows(`SELECT ${shapes[field]} AS value, count(*) AS n ${sql} GROUP BY 1`);
    if (isHome(field)) {
      const counts = rows(
        `SELECT d.${field} AS value, sum(k.n) AS n FROM (SELECT r.document, count(*) AS n ${sql} GROUP BY r.document) k
         CROSS JOIN documents d INDEXED BY documents_facts ON d.key = k.document GROUP BY 1`,
      );
      return field === 'origin' ? reprintsOnly(db, counts) : counts;
    }
    const codes = codesOf(kind, field).flatMap((code) => [code, -code]);
    return rows(
      `SELECT ${PART_VALUE[field]} AS value, count(*) AS n FROM (SELECT r.key ${sql}) k
       CROSS JOIN involved i ON i.record = k.key AND i.role IN (${codes.join(', ')}) JOIN parties p ON p.key = i.party
       GROUP BY 1`,
    );
  };
}

/** Counts many records off columns in memory. */
function offColumns(db: DatabaseSync, columns: Columns, kind: ListedKind, keys: Uint32Array): Count {
  const grouped = ({ groups, groupOf }: Column, name: string): Counts => {
    const counts = new Uint32Array(groups.length + 1);
    for (let i = 0; i < keys.length; i++) counts[groupOf[keys[i]!]!]!++;
    return added(groups.map((group, index) => [group[name], counts[index + 1]!]));
  };
  const isChosen = new Uint8Array(keys.reduce((a, b) => Math.max(a, b), 0) + 1);
  for (const key of keys) isChosen[key] = 1;
  const parties = (codes: readonly number[]): Map<number, number> => {
    const counts = new Map<number, number>();
    for (const code of codes) {
      const { records, parties: who } = columns.roles(code);
      for (let i = 0; i < records.length; i++)
        if (isChosen[records[i]!] === 1) counts.set(who[i]!, (counts.get(who[i]!) ?? 0) + 1);
    }
    return counts;
  };
  return (field) => {
    if (isShape(field)) return grouped(columns.shapes(kind), SHAPES[field]);
    if (isHome(field)) {
      const counts = grouped(columns.homes(kind), HOMES[field]);
      return field === 'origin' ? reprintsOnly(db, counts) : counts;
    }
    const counts = parties(codesOf(kind, field));
    const named = db.prepare(`SELECT p.key, ${PART_VALUE[field]} AS value FROM parties p`).all();
    return added(named.map((row): [unknown, number] => [row.value, counts.get(Number(row.key)) ?? 0]));
  };
}
