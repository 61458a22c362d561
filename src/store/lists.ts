import type { DatabaseSync } from 'node:sqlite';
import type { AnyExtracted, Contract } from '../core/record.ts';
import { all, type Condition, conditionsOf, type Naming } from './filters.ts';
import { HEAD, rowOf } from './queries.ts';
import { type Role, roleCode } from './rows.ts';
import type { FacetField, FacetValue, Filter, ListedKind, Row } from './store.ts';

const DEFAULT_LIMIT = 50;

/** `FROM … WHERE …` of the records a filter chooses; documents are joined only where a condition names them. */
function chosen(kind: ListedKind, filter: Filter, naming: Naming): Condition {
  const { sql, values } = all(conditionsOf(kind, filter, naming));
  const documents = /\bd\./u.test(sql) ? 'JOIN documents d ON d.key = r.document' : '';
  return { sql: `FROM records r ${documents} WHERE ${sql}`, values };
}

/** Newest first; within a day in the order of reading. Only the page asked for is fetched whole. */
export function list(db: DatabaseSync, kind: ListedKind, filter: Filter, naming: Naming): readonly Row[] {
  const { sql, values } = chosen(kind, filter, naming);
  return db
    .prepare(
      `SELECT b.json, ${HEAD}
       FROM (SELECT r.key, r.document, r.day_to ${sql} ORDER BY r.day_to DESC, r.key LIMIT ? OFFSET ?) k
       JOIN bodies b ON b.key = k.key JOIN documents d ON d.key = k.document ORDER BY k.day_to DESC, k.key`,
    )
    .all(...values, filter.limit ?? DEFAULT_LIMIT, filter.offset ?? 0)
    .map((row) => rowOf(row));
}

export function count(db: DatabaseSync, kind: ListedKind, filter: Filter, naming: Naming): number {
  const { sql, values } = chosen(kind, filter, naming);
  return Number(db.prepare(`SELECT count(*) AS n ${sql}`).get(...values)?.n);
}

/** The values of one field among the records of a filter, the most frequent first (at most 40); of origins, reprints only. */
export function facet(
  db: DatabaseSync,
  kind: ListedKind,
  field: FacetField,
  filter: Filter,
  naming: Naming,
): readonly FacetValue[] {
  const { sql, values } = facetSql(kind, field, filter, naming);
  return db
    .prepare(`SELECT value, sum(n) AS n FROM (${sql}) WHERE value <> '' GROUP BY value ORDER BY n DESC, value LIMIT 40`)
    .all(...values)
    .map((row) => ({ value: String(row.value), label: String(row.value), count: Number(row.n) }));
}

/** Rows `value, n` that may repeat a value. */
function facetSql(kind: ListedKind, field: FacetField, filter: Filter, naming: Naming): Condition {
  const { sql, values } = chosen(kind, filter, naming);
  switch (field) {
    case 'source':
    case 'via':
    case 'about':
      return partFacet(kind, field, filter, { sql, values });
    case 'publisher':
    case 'origin': {
      const byDocument = `SELECT r.document, count(*) AS n ${sql} GROUP BY r.document`;
      const value = field === 'publisher' ? 'd.publisher' : REPRINTED;
      return {
        sql: `SELECT ${value} AS value, k.n FROM (${byDocument}) k JOIN documents d ON d.key = k.document`,
        values,
      };
    }
    default:
      return { sql: `SELECT ${FIELDS[field]} AS value, count(*) AS n ${sql} GROUP BY 1`, values };
  }
}

const FIELDS = { type: 'r.type', act: 'r.type', status: 'r.status', month: 'substr(r.day_to, 1, 7)' } as const;

/** The origin of a document that has others of the same origin. */
const REPRINTED = `CASE WHEN d.origin IN (
  SELECT origin FROM documents WHERE origin IS NOT NULL GROUP BY origin HAVING count(*) > 1) THEN d.origin END`;

/** Powers are told by country, where they have one; voices by entity, or by their words where unresolved. */
function partFacet(
  kind: ListedKind,
  field: 'source' | 'via' | 'about',
  filter: Filter,
  { sql, values }: Condition,
): Condition {
  const roles: readonly Role[] = field === 'about' ? ['about', 'country'] : [field];
  const codes = roles.map((role) => roleCode(kind, role)).join(', ');
  const value =
    field === 'about'
      ? "CASE WHEN p.iso3 <> '' AND p.entity <> '' THEN '' ELSE p.iso3 || p.entity END"
      : 'p.entity || p.label';
  const counted = isWhole(filter)
    ? `SELECT party, count(*) AS n FROM involved WHERE role IN (${codes}) GROUP BY role, party`
    : `SELECT i.party, count(*) AS n FROM (SELECT r.key ${sql}) k
       JOIN involved i ON i.record = k.key AND abs(i.role) IN (${codes}) GROUP BY i.party`;
  return {
    sql: `SELECT ${value} AS value, k.n FROM (${counted}) k JOIN parties p ON p.key = k.party`,
    values: isWhole(filter) ? [] : values,
  };
}

const isWhole = ({ limit: _, offset: __, ...filter }: Filter): boolean =>
  Object.values(filter).every((value) => value === undefined || value === false);

/**
 * Streams one kind for export, by document id and the records' order: those of a filter, or with null the current
 * reading of every document, superseded ones too.
 */
export function* each(
  db: DatabaseSync,
  kind: string,
  filter: Filter | null,
  naming: Naming,
): IterableIterator<Row<Contract<AnyExtracted>>> {
  const { sql, values } = filter
    ? all(conditionsOf(kind as ListedKind, filter, naming))
    : { sql: 'r.kind = ? AND r.reading = d.reading', values: [kind] };
  const found = db
    .prepare(
      `SELECT b.json, ${HEAD} FROM documents d JOIN records r ON r.document = d.key JOIN bodies b ON b.key = r.key
       WHERE ${sql} ORDER BY d.id, r.key`,
    )
    .iterate(...values);
  for (const row of found) yield rowOf(row);
}
