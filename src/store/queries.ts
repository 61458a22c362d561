import type { DatabaseSync, SQLOutputValue } from 'node:sqlite';
import type { AnyExtracted, Contract, DocumentRecord, Refusal } from '../core/record.ts';
import type { Value } from './filters.ts';
import { type Filter, headOf, type ListedRecord, type Row } from './store.ts';

export type Found = Record<string, SQLOutputValue>;

/** Columns of `documents d` that `documentOf` and `rowOf` read. */
export const HEAD = 'd.record AS document, d.supersedes, d.origin';

/** The document record with what the ledger knows of its place among the others. */
const documentOf = (found: Found): Contract<DocumentRecord> => ({
  ...(JSON.parse(found.document as string) as Contract<DocumentRecord>),
  origin: found.origin as string | null,
  supersedes: found.supersedes as string | null,
});

/** Columns of `bodies b` that `rowOf` reads. */
export const BODY = 'b.json, b.machine';

export const rowOf = <R = ListedRecord>(found: Found): Row<R> => ({
  record: JSON.parse(found.json as string) as R,
  document: headOf(documentOf(found)),
  ...(found.machine ? { machine: JSON.parse(found.machine as string) as R } : {}),
});

type DocumentFilter = Pick<Filter, 'words' | 'publisher' | 'since' | 'until' | 'allVersions' | 'limit' | 'offset'> & {
  readonly out?: boolean;
};

/** Newest first; the plus lets SQLite look along that order for the words, which reads only the documents given. */
export function documents(db: DatabaseSync, filter: DocumentFilter, words: string | null, publisher: string | null) {
  const parts: [string, Value][] = [];
  if (words !== null) parts.push(['+d.key IN (SELECT rowid FROM pages WHERE pages MATCH ?)', words]);
  if (publisher !== null) parts.push(['d.publisher_folded LIKE ?', `%${publisher}%`]);
  if (filter.since) parts.push(['d.published_to >= ?', filter.since]);
  if (filter.until) parts.push(['d.published_from <= ?', `${filter.until}~`]);
  const place = filter.out ? 'd.out = 1' : filter.allVersions ? 'd.out = 0' : 'd.superseded_by IS NULL AND d.out = 0';
  const sql = [...parts.map(([text]) => text), place].join(' AND ');
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
      `SELECT b.json FROM documents d JOIN records r ON r.reading = d.reading JOIN bodies b ON b.key = r.key
       WHERE d.id = ? ${chosen} ORDER BY r.key`,
    )
    .all(document, ...kinds)
    .map((row) => JSON.parse(row.json as string) as Contract<AnyExtracted>);
}

/** The machine's reading of the records of a document that people corrected. */
export function machineRecords(db: DatabaseSync, document: string): readonly Contract<AnyExtracted>[] {
  return db
    .prepare(
      `SELECT b.machine FROM documents d JOIN records r ON r.reading = d.reading JOIN bodies b ON b.key = r.key
       WHERE d.id = ? AND b.machine IS NOT NULL ORDER BY r.key`,
    )
    .all(document)
    .map((row) => JSON.parse(row.machine as string) as Contract<AnyExtracted>);
}

/** What a document's current reading dropped. */
export function refused(db: DatabaseSync, document: string): readonly Contract<Refusal>[] {
  const row = db
    .prepare('SELECT r.refused FROM documents d JOIN readings r ON r.key = d.reading WHERE d.id = ?')
    .get(document);
  return JSON.parse((row?.refused as string | undefined) ?? '[]') as readonly Contract<Refusal>[];
}

/** The record of an id in the newest reading that holds it. */
export function record(db: DatabaseSync, id: string): Row<Contract<AnyExtracted>> | null {
  const found = db
    .prepare(
      `SELECT ${BODY}, ${HEAD} FROM records r JOIN bodies b ON b.key = r.key JOIN documents d ON d.key = r.document
       WHERE r.id = ? ORDER BY r.reading = d.reading DESC, r.reading DESC LIMIT 1`,
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
      `SELECT d.id, d.text FROM (SELECT rowid AS key, rank FROM pages WHERE pages MATCH ? ORDER BY rank LIMIT ?) p
       JOIN documents d ON d.key = p.key WHERE d.out = 0 ORDER BY d.superseded_by IS NOT NULL, p.rank, d.id`,
    )
    .all(`text: (${question})`, limit) as unknown as { id: string; text: string }[];
}

/** Streams every document but those taken out, by id. */
export function* eachDocument(db: DatabaseSync): IterableIterator<Contract<DocumentRecord>> {
  for (const row of db.prepare(`SELECT ${HEAD} FROM documents d WHERE d.out = 0 ORDER BY d.id`).iterate())
    yield documentOf(row);
}

/** A document as the machine read it, where people corrected it; null where nobody did. */
export function machineDocument(db: DatabaseSync, id: string): Contract<DocumentRecord> | null {
  const found = db
    .prepare('SELECT machine AS document, supersedes, origin FROM documents WHERE id = ? AND machine IS NOT NULL')
    .get(id);
  return found ? documentOf(found) : null;
}
