import { createHash } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { zstdDecompressSync } from 'node:zlib';
import { documentId, isIdOf } from '../core/entry.ts';
import type { AnyExtracted, Contract, DocumentRecord } from '../core/record.ts';
import { type OffsetMap, offsetMap } from '../core/span.ts';

type C<T> = Contract<T>;

const COUNTED: readonly (readonly [string, string])[] = [
  ['SELECT count(*) AS n FROM documents WHERE reading IS NULL', 'documents without a reading'],
  [
    'SELECT count(*) AS n FROM documents d WHERE NOT EXISTS (SELECT 1 FROM evidence e WHERE e.document = d.key)',
    'documents without evidence',
  ],
  [
    'SELECT count(*) AS n FROM records r WHERE NOT EXISTS (SELECT 1 FROM readings g WHERE g.key = r.reading)',
    'records without a reading',
  ],
  [
    'SELECT count(*) AS n FROM records r WHERE NOT EXISTS (SELECT 1 FROM bodies b WHERE b.key = r.key)',
    'records without a body',
  ],
  ['SELECT count(*) - count(DISTINCT id || reading) AS n FROM records', 'records twice in one reading'],
  ...['entities', 'judgements', 'views', 'proposals'].map(
    (table) => [`SELECT count(*) AS n FROM ${table} WHERE NOT json_valid(json)`, `${table} that are no JSON`] as const,
  ),
];

/**
 * What is wrong with a ledger, in plain words: damage of the file, what lacks its other half, and what is no longer what its
 * id or hash stands for. It reads everything once.
 */
export function faultsOf(db: DatabaseSync): readonly string[] {
  const damage = db
    .prepare('PRAGMA integrity_check')
    .all()
    .map((row) => String(row.integrity_check))
    .filter((line) => line !== 'ok');
  if (damage.length > 0) return damage;
  const counts = COUNTED.map(([sql, what]) => ({ what, n: Number(db.prepare(sql).get()?.n) }));
  return [...counts.filter(({ n }) => n > 0).map(({ what, n }) => `${n} ${what}`), ...changed(db)];
}

/** Documents, bytes and records that are not what they were when they were read. */
function changed(db: DatabaseSync): readonly string[] {
  const found = new Map<string, string[]>();
  const note = (what: string, id: unknown) => found.set(what, [...(found.get(what) ?? []), String(id)]);
  const records = db.prepare(
    `SELECT r.id, coalesce(b.machine, b.json) AS json FROM documents d JOIN records r ON r.reading = d.reading
     JOIN bodies b ON b.key = r.key WHERE d.key = ?`,
  );
  for (const row of db.prepare('SELECT key, id, coalesce(machine, record) AS record, text FROM documents').iterate()) {
    const [id, text] = [row.id as string, row.text as string];
    const document = parsed<C<DocumentRecord>>(row.record);
    if (document?.id !== id || documentId(text, document.url) !== id) note('documents that were changed', id);
    const map = offsetMap(text);
    for (const { id: own, json } of records.all(row.key!))
      if (!isAsRead(parsed<C<AnyExtracted>>(json), String(own), id, text, map)) note('records that were changed', own);
  }
  for (const { location, sha256, zstd } of db.prepare('SELECT location, sha256, zstd FROM evidence').iterate())
    if (hashOf(zstd as Uint8Array) !== sha256) note('articles whose bytes were changed', location);
  return [...found].map(([what, ids]) => `${ids.length} ${what} (${ids.slice(0, 3).join(', ')})`);
}

function hashOf(packed: Uint8Array): string | null {
  try {
    return createHash('sha256').update(zstdDecompressSync(packed)).digest('hex');
  } catch {
    return null;
  }
}

function parsed<T>(json: unknown): T | null {
  try {
    return JSON.parse(json as string) as T;
  } catch {
    return null;
  }
}

/** True where a record's spans stand in the text with their words, and its id is the one they hash to. */
function isAsRead(record: C<AnyExtracted> | null, id: string, document: string, text: string, map: OffsetMap): boolean {
  if (record?.id !== id || record.document !== document) return false;
  const spans = spansDefining(record);
  if (spans === null) return true;
  const stand = spans.every((s) => !s || text.slice(map.toUnit(s.from), map.toUnit(s.to)) === s.quote);
  return stand && isIdOf(id, document, record.kind, spans);
}

type Quoted = { readonly from: number; readonly to: number; readonly quote: string };

/** The spans an id hashes; null where the record does not hold them all. */
function spansDefining(record: C<AnyExtracted>): readonly (Quoted | null)[] | null {
  switch (record.kind) {
    case 'mention':
    case 'time':
      return [record.span];
    case 'event':
      return [record.trigger];
    case 'attribution':
      return [record.source?.span ?? null, record.cue, ...record.content];
    case 'forecast':
      return [record.wording.span, ...record.content];
    default:
      return null;
  }
}
