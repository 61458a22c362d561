import type { DatabaseSync } from 'node:sqlite';
import type { AnyExtracted, Contract } from '../core/record.ts';
import { all, allWords, type Condition, conditionsOf, type Names, orderOf } from './filters.ts';
import { BODY, HEAD, rowOf } from './queries.ts';
import type { Filter, ListedKind, Row } from './store.ts';

const DEFAULT_LIMIT = 50;

/** Words in more records than this are common, where a tenth of the first so many are of the kind. */
const COMMON = 10_000;
const SAMPLE = 500;

function areCommon(db: DatabaseSync, kind: ListedKind, words: string | undefined, least: number): boolean {
  if (words === undefined) return false;
  const hits = 'SELECT rowid AS key FROM passages WHERE passages MATCH ? LIMIT ?';
  const asked = allWords(words);
  const all = Number(db.prepare(`SELECT count(*) AS n FROM (${hits})`).get(asked, least)?.n);
  if (all < least) return false;
  const { n, mine } = db
    .prepare(`SELECT count(*) AS n, sum(r.kind = ? AND r.listed = 1) AS mine FROM (${hits}) JOIN records r USING (key)`)
    .get(kind, asked, SAMPLE)!;
  return Number(mine) * 10 >= Number(n);
}

/** `FROM … WHERE …` of the records a filter chooses; documents are joined only where a condition names them. */
function chosen(kind: ListedKind, filter: Filter, names: Names, common = false): Condition {
  const { sql, values } = all(conditionsOf(kind, filter, names, common));
  const documents = /\bd\./u.test(sql) ? 'JOIN documents d ON d.key = r.document' : '';
  return { sql: `FROM records r ${documents} WHERE ${sql}`, values };
}

/** In the order asked for; within a day in the order of reading. Only the page asked for is fetched whole. */
export function list(
  db: DatabaseSync,
  kind: ListedKind,
  filter: Filter,
  names: Names,
  common = COMMON,
): readonly Row[] {
  const { sql, values } = chosen(kind, filter, names, areCommon(db, kind, filter.words, common));
  return db
    .prepare(
      `SELECT ${BODY}, ${HEAD}
       FROM (SELECT r.key, r.document, r.day_to ${sql} ORDER BY ${orderOf(filter)} LIMIT ? OFFSET ?) k
       JOIN bodies b ON b.key = k.key JOIN documents d ON d.key = k.document ORDER BY ${orderOf(filter, 'k')}`,
    )
    .all(...values, filter.limit ?? DEFAULT_LIMIT, filter.offset ?? 0)
    .map((row) => rowOf(row));
}

export function count(db: DatabaseSync, kind: ListedKind, filter: Filter, names: Names): number {
  const { sql, values } = chosen(kind, filter, names);
  return Number(db.prepare(`SELECT count(*) AS n ${sql}`).get(...values)?.n);
}

/**
 * Streams one kind for export, by document id and the records' order: those of a filter, or with null the current
 * reading of every document, superseded ones too.
 */
export function* each(
  db: DatabaseSync,
  kind: string,
  filter: Filter | null,
  names: Names,
): IterableIterator<Row<Contract<AnyExtracted>>> {
  const { sql, values } = filter
    ? all(conditionsOf(kind as ListedKind, filter, names))
    : { sql: 'r.kind = ? AND r.reading = d.reading AND d.out = 0', values: [kind] };
  const found = db
    .prepare(
      `SELECT ${BODY}, ${HEAD} FROM documents d JOIN records r ON r.document = d.key JOIN bodies b ON b.key = r.key
       WHERE ${sql} ORDER BY d.id, r.key`,
    )
    .iterate(...values);
  for (const row of found) yield rowOf(row);
}
