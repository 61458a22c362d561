import type { DatabaseSync, SQLOutputValue } from 'node:sqlite';
import type { AnyExtracted, Contract, DocumentRecord } from '../core/record.ts';
import { all, conditionsOf, type Naming, type Value } from './filters.ts';
import type { DocumentHead, FacetField, FacetValue, Filter, ListedKind, ListedRecord, Row } from './store.ts';

type Found = Record<string, SQLOutputValue>;

const HEAD = 'd.record AS document, d.supersedes, d.origin';
const DEFAULT_LIMIT = 50;

/** The document record with what the ledger knows of its place among the others. */
export const documentOf = (found: Found): Contract<DocumentRecord> => ({
  ...(JSON.parse(found.document as string) as Contract<DocumentRecord>),
  origin: found.origin as string | null,
  supersedes: found.supersedes as string | null,
});

function headOf(found: Found): DocumentHead {
  const {
    id,
    location,
    url,
    title,
    publisher,
    authors,
    published,
    retrieved,
    sha256,
    machineTranslated,
    origin,
    body,
  } = documentOf(found);
  return {
    id,
    location,
    url,
    title,
    publisher,
    authors,
    published,
    retrieved,
    sha256,
    machineTranslated,
    origin,
    body,
  };
}

export const rowOf = <R = ListedRecord>(found: Found): Row<R> => ({
  record: JSON.parse(found.json as string) as R,
  document: headOf(found),
});

function where(kind: ListedKind, filter: Filter, naming: Naming): { sql: string; values: readonly Value[] } {
  return all(conditionsOf(kind, filter, naming));
}

/** Newest first; within a day by document and place in the text. */
export function list(db: DatabaseSync, kind: ListedKind, filter: Filter, naming: Naming): readonly Row[] {
  const { sql, values } = where(kind, filter, naming);
  const found = db
    .prepare(
      `SELECT r.json, ${HEAD} FROM records r JOIN documents d ON d.key = r.document WHERE ${sql}
       ORDER BY r.day_to DESC, r.key LIMIT ? OFFSET ?`,
    )
    .all(...values, filter.limit ?? DEFAULT_LIMIT, filter.offset ?? 0);
  return found.map((row) => rowOf(row));
}

export function count(db: DatabaseSync, kind: ListedKind, filter: Filter, naming: Naming): number {
  const { sql, values } = where(kind, filter, naming);
  const found = db
    .prepare(`SELECT count(*) AS n FROM records r JOIN documents d ON d.key = r.document WHERE ${sql}`)
    .get(...values);
  return Number(found?.n);
}

const FACETS: Readonly<Record<Exclude<FacetField, 'source' | 'via' | 'about'>, string>> = {
  type: 'r.type',
  act: 'r.type',
  status: 'r.status',
  publisher: 'd.publisher',
  month: 'substr(r.day_to, 1, 7)',
  origin: 'd.origin',
};

/** The values of one field among the records of a filter, the most frequent first (at most 40); of origins, reprints only. */
export function facet(
  db: DatabaseSync,
  kind: ListedKind,
  field: FacetField,
  filter: Filter,
  naming: Naming,
): readonly FacetValue[] {
  const { sql, values } = where(kind, filter, naming);
  const records = `FROM records r JOIN documents d ON d.key = r.document`;
  const isPart = field === 'source' || field === 'via' || field === 'about';
  const value = isPart ? partValue(field) : FACETS[field];
  const joined = isPart
    ? `${records} JOIN involved i ON i.record = r.key AND i.role = '${field}' JOIN parties p ON p.key = i.party`
    : records;
  return db
    .prepare(
      `SELECT ${value} AS value, count(DISTINCT r.key) AS n ${joined} WHERE ${sql} AND ${value} <> ''
       GROUP BY 1 ${field === 'origin' ? 'HAVING count(DISTINCT d.id) > 1' : ''} ORDER BY n DESC, value LIMIT 40`,
    )
    .all(...values)
    .map((row) => ({ value: String(row.value), label: String(row.value), count: Number(row.n) }));
}

/** Powers are told by country; voices by entity, or by their words where unresolved. */
const partValue = (field: 'source' | 'via' | 'about'): string =>
  field === 'about' ? "coalesce(nullif(p.iso3, ''), p.entity)" : "coalesce(nullif(p.entity, ''), p.label)";

type DocumentFilter = Pick<Filter, 'words' | 'publisher' | 'since' | 'until' | 'allVersions' | 'limit' | 'offset'>;

export function documents(db: DatabaseSync, filter: DocumentFilter, words: string | null, publisher: string | null) {
  const parts: [string, Value][] = [];
  if (words !== null) parts.push(['d.key IN (SELECT rowid FROM pages WHERE pages MATCH ?)', words]);
  if (publisher !== null) parts.push(['d.publisher_folded LIKE ?', `%${publisher}%`]);
  if (filter.since) parts.push(['d.published_to >= ?', filter.since]);
  if (filter.until) parts.push(['d.published_from <= ?', `${filter.until}~`]);
  const sql = [...parts.map(([text]) => text), filter.allVersions ? 'true' : 'd.superseded_by IS NULL'].join(' AND ');
  return db
    .prepare(`SELECT ${HEAD} FROM documents d WHERE ${sql} ORDER BY d.published_to DESC, d.id LIMIT ? OFFSET ?`)
    .all(...parts.map(([, value]) => value), filter.limit ?? -1, filter.offset ?? 0)
    .map(documentOf);
}

/** Records of a document's current reading, in the order they were assembled. */
export function recordsOf(
  db: DatabaseSync,
  document: string,
  kinds: readonly string[],
): readonly Contract<AnyExtracted>[] {
  const chosen = kinds.length > 0 ? `AND r.kind IN (${kinds.map(() => '?').join(', ')})` : '';
  return db
    .prepare(
      `SELECT r.json FROM documents d JOIN records r ON r.reading = d.reading WHERE d.id = ? ${chosen} ORDER BY r.key`,
    )
    .all(document, ...kinds)
    .map((row) => JSON.parse(row.json as string) as Contract<AnyExtracted>);
}

/** The record of an id in the newest reading that holds it. */
export function record(db: DatabaseSync, id: string): Row<Contract<AnyExtracted>> | null {
  const found = db
    .prepare(
      `SELECT r.json, ${HEAD} FROM records r JOIN documents d ON d.key = r.document WHERE r.id = ?
       ORDER BY r.reading = d.reading DESC, r.reading DESC LIMIT 1`,
    )
    .get(id);
  return found ? rowOf(found) : null;
}

export function document(db: DatabaseSync, id: string): Contract<DocumentRecord> | null {
  const found = db.prepare(`SELECT ${HEAD} FROM documents d WHERE d.id = ?`).get(id);
  return found ? documentOf(found) : null;
}

/** Ids of documents and records that begin with `prefix`, at most 10. */
export function idsLike(db: DatabaseSync, prefix: string): readonly { readonly id: string; readonly kind: string }[] {
  const range = [prefix, `${prefix}~`];
  return db
    .prepare(
      `SELECT id, 'document' AS kind FROM documents WHERE id >= ? AND id < ?
       UNION SELECT id, kind FROM records WHERE id >= ? AND id < ? ORDER BY id LIMIT 10`,
    )
    .all(...range, ...range) as unknown as { id: string; kind: string }[];
}

/** Texts in which the words occur, one after the other or (`any`) some of them, the likeliest first. */
export function textsWith(db: DatabaseSync, words: readonly string[], mode: 'phrase' | 'any', limit: number) {
  const plain = words.flatMap((word) => word.match(/[\p{L}\p{M}\p{N}]+/gu) ?? []);
  if (plain.length === 0) return [];
  const question = mode === 'phrase' ? `"${plain.join(' ')}"` : plain.map((word) => `"${word}"`).join(' OR ');
  return db
    .prepare(
      `SELECT d.id, d.text FROM pages p JOIN documents d ON d.key = p.rowid WHERE pages MATCH ?
       ORDER BY d.superseded_by IS NOT NULL, p.rank, d.id LIMIT ?`,
    )
    .all(`text: (${question})`, limit) as unknown as { id: string; text: string }[];
}

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
    ? where(kind as ListedKind, filter, naming)
    : { sql: 'r.kind = ? AND r.reading = d.reading', values: [kind] };
  const found = db
    .prepare(
      `SELECT r.json, ${HEAD} FROM documents d JOIN records r ON r.document = d.key WHERE ${sql} ORDER BY d.id, r.key`,
    )
    .iterate(...values);
  for (const row of found) yield rowOf(row);
}

/** Streams every document, by id. */
export function* eachDocument(db: DatabaseSync): IterableIterator<Contract<DocumentRecord>> {
  for (const row of db.prepare(`SELECT ${HEAD} FROM documents d ORDER BY d.id`).iterate()) yield documentOf(row);
}
