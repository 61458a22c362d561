import type { DatabaseSync } from 'node:sqlite';
import { numbersIn } from './columns.ts';
import { makeFacets } from './facets.ts';
import { all, conditionsOf, type Names, orderOf } from './filters.ts';
import { BODY, HEAD, rowOf } from './queries.ts';
import type { Choice, Filter, ListedKind } from './store.ts';

/** Chooses the records of a filter once; what is then asked of them needs no second look for them. */
export function makeChoice(db: DatabaseSync, names: Names, few?: number) {
  const facets = makeFacets(db, few);
  return (kind: ListedKind, filter: Filter): Choice => {
    const keys = keysOf(db, kind, filter, names);
    return {
      total: keys.length,
      rows: (offset, limit) => rowsAt(db, keys.subarray(offset, offset + limit)),
      facets: (fields) => facets(kind, fields, keys, filter.allVersions === true),
    };
  };
}

/** Keys of the records a filter chooses, in the order asked for, within a day as they were read. */
function keysOf(db: DatabaseSync, kind: ListedKind, filter: Filter, names: Names): Uint32Array {
  const { sql, values } = all(conditionsOf(kind, filter, names));
  const documents = /\bd\./u.test(sql) ? 'JOIN documents d ON d.key = r.document' : '';
  const ordered = `SELECT r.key FROM records r ${documents} WHERE ${sql} ORDER BY ${orderOf(filter)}`;
  const found = db.prepare(`SELECT group_concat(key) AS keys FROM (${ordered})`).get(...values);
  return numbersIn(found?.keys as string | null);
}

const rowsAt = (db: DatabaseSync, keys: Uint32Array) =>
  db
    .prepare(
      `SELECT ${BODY}, ${HEAD} FROM json_each(?) k CROSS JOIN records r ON r.key = k.value
       JOIN bodies b ON b.key = r.key JOIN documents d ON d.key = r.document ORDER BY k.key`,
    )
    .all(`[${keys.join()}]`)
    .map((row) => rowOf(row));
