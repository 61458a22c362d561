import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { zstdCompressSync } from 'node:zlib';
import { LedgerError } from '../core/errors.ts';
import type {
  AnyExtracted,
  AnyRecord,
  Attribution,
  Contract,
  DocumentRecord,
  Entity,
  Mention,
} from '../core/record.ts';
import { passagesIn } from '../ledger/passage.ts';
import { correctFresh } from './corrected.ts';
import { bareName, fold } from './fold.ts';
import { type Context, columnsOf, type Part, roleCode } from './rows.ts';
import type { Bundle, Change } from './store.ts';
import { dropReading, keeping, type Prepare, setListed, settleVersions } from './versions.ts';

type C<T> = Contract<T>;

/** Prepares the statements once and returns the act of putting one bundle in; call it inside a transaction. */
export function bundleWriter(db: DatabaseSync): (bundle: Bundle) => Change {
  const prepare = keeping(db);
  const sql = statements(db);
  return (bundle) => {
    const { document, entities, extracted } = split(bundle.records);
    const stored = sql.document.get(document.id) as Stored | undefined;
    const key = stored?.key ?? Number(sql.newKey.get()?.key);
    if (!stored) insertDocument(prepare, key, document, bundle);
    insertEvidence(sql, key, bundle);
    if (stored && isSettled(stored, document, bundle.reader)) return 'unchanged';
    const former = sql.reading.get(key, bundle.reader);
    if (former) dropReading(prepare, Number(former.key));
    if (stored) updateDocument(prepare, key, document);
    const reading = Number(
      sql.insertReading.run(
        key,
        bundle.reader,
        document.location,
        new Date().toISOString(),
        JSON.stringify(bundle.refused ?? []),
      ).lastInsertRowid,
    );
    insertEntities(sql, reading, entities);
    insertNames(sql, entities, extracted);
    const known = new Map(entities.map((e) => [e.id, e]));
    const entityOf = (id: string) => known.get(id) ?? null;
    const context = contextOf({ document, text: bundle.text, records: extracted, entityOf });
    insertRecords(sql, { document: key, reading }, extracted, context);
    prepare('UPDATE documents SET reading = ? WHERE key = ?').run(reading, key);
    settleVersions(prepare, stored ? [stored.address, addressOf(document)] : [addressOf(document)], reading);
    correctFresh(db, prepare, key);
    return stored ? 'updated' : 'added';
  };
}

interface Stored {
  readonly key: number;
  readonly address: string;
  readonly record: string;
  /** Reader of the current reading, and the location it was read from. */
  readonly reader: string;
  readonly location: string;
}

/**
 * True where the current reading stands: the same reader made it from the same article, or from the same text under a
 * location that sorts before. One text at two locations thus gives one record, whichever is read first.
 */
const isSettled = (stored: Stored, document: C<DocumentRecord>, reader: string): boolean =>
  stored.reader === reader &&
  (stored.location < document.location ||
    (stored.location === document.location && stored.record === JSON.stringify(document)));

const statements = (db: DatabaseSync) => ({
  document: db.prepare(
    `SELECT d.key, d.address, coalesce(d.machine, d.record) AS record, r.reader, r.location
     FROM documents d JOIN readings r ON r.key = d.reading WHERE d.id = ?`,
  ),
  newKey: db.prepare('SELECT coalesce(max(key), 0) + 1 AS key FROM documents'),
  reading: db.prepare('SELECT key FROM readings WHERE document = ? AND reader = ?'),
  insertReading: db.prepare('INSERT INTO readings (document, reader, location, made, refused) VALUES (?, ?, ?, ?, ?)'),
  insertEvidence: db.prepare(
    `INSERT OR REPLACE INTO evidence (document, location, sha256, input, retrieved, final_url, size, zstd)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  ),
  insertEntity: db.prepare('INSERT OR IGNORE INTO entities (id, json) VALUES (?, ?)'),
  appear: db.prepare(
    'INSERT OR IGNORE INTO appearances (reading, entity) SELECT ?, key FROM entities WHERE id = ? AND json = ?',
  ),
  name: db.prepare('INSERT OR IGNORE INTO entity_names (folded, entity) VALUES (?, ?)'),
  insertRecord: db.prepare(
    `INSERT INTO records (id, reading, document, kind, listed, type, status, denied, day_from, day_to)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  ),
  insertBody: db.prepare('INSERT INTO bodies (key, words, json) VALUES (?, ?, ?)'),
  tally: db.prepare('INSERT INTO tallies (reading, kind, n) VALUES (?, ?, ?)'),
  insertWords: db.prepare('INSERT INTO passages (rowid, words) VALUES (?, ?)'),
  party: db.prepare('INSERT OR IGNORE INTO parties (entity, iso3, label) VALUES (?, ?, ?)'),
  partyKey: db.prepare('SELECT key FROM parties WHERE entity = ? AND iso3 = ? AND label = ?'),
  involve: db.prepare('INSERT OR IGNORE INTO involved (role, party, record) VALUES (?, ?, ?)'),
});

type Statements = Record<keyof ReturnType<typeof statements>, StatementSync>;

function split(records: readonly C<AnyRecord>[]) {
  const document = records.find((r) => r.kind === 'document') as C<DocumentRecord> | undefined;
  if (!document) throw new LedgerError('internal', 'A reading without its document', 'store', 'Please report this.');
  const entities = records.filter((r) => r.kind === 'entity') as readonly C<Entity>[];
  const extracted = records.filter((r) => r.kind !== 'document' && r.kind !== 'entity') as readonly C<AnyExtracted>[];
  return { document, entities, extracted };
}

/** What the versions of one article share; what comes by standard input has no versions. */
const addressOf = (document: C<DocumentRecord>): string =>
  document.url ?? (document.location === '-' ? document.id : document.location);

function insertDocument(prepare: Prepare, key: number, document: C<DocumentRecord>, { text }: Bundle): void {
  prepare(
    `INSERT INTO documents (key, id, address, location, retrieved, record, text) VALUES (?, ?, '', '', '', '', ?)`,
  ).run(key, document.id, text);
  prepare('INSERT INTO pages (rowid, title, text) VALUES (?, ?, ?)').run(key, document.title, text);
  updateDocument(prepare, key, document);
}

/** Fills in the document's columns as the machine read it; the records of its former reading leave the lists. */
function updateDocument(prepare: Prepare, key: number, document: C<DocumentRecord>): void {
  const former = prepare('SELECT reading FROM documents WHERE key = ?').get(key)?.reading ?? null;
  if (former !== null) setListed(prepare, Number(former), false);
  documentColumns(prepare, key, document);
  prepare('UPDATE documents SET address = ?, machine = NULL WHERE key = ?').run(addressOf(document), key);
}

/** Writes what the ledger says of a document. */
export function documentColumns(prepare: Prepare, key: number, document: C<DocumentRecord>): void {
  reindexTitle(prepare, key, document.title);
  prepare(
    `UPDATE documents SET location = ?, url = ?, title = ?, publisher = ?, publisher_folded = ?, language = ?,
       published_from = ?, published_to = ?, retrieved = ?, origin = ?, record = ? WHERE key = ?`,
  ).run(
    document.location,
    document.url,
    document.title,
    document.publisher,
    document.publisher && fold(document.publisher),
    document.language,
    document.published?.from ?? null,
    document.published?.to ?? null,
    document.retrieved,
    document.origin,
    JSON.stringify(document),
    key,
  );
}

/** An external-content index must be told the old words when they change. */
function reindexTitle(prepare: Prepare, key: number, title: string | null): void {
  const old = prepare('SELECT location, title, text FROM documents WHERE key = ?').get(key);
  if (!old || old.location === '' || old.title === title) return;
  prepare("INSERT INTO pages (pages, rowid, title, text) VALUES ('delete', ?, ?, ?)").run(key, old.title!, old.text!);
  prepare('INSERT INTO pages (rowid, title, text) VALUES (?, ?, ?)').run(key, title, old.text!);
}

function insertEvidence(sql: Statements, key: number, { evidence, input }: Bundle): void {
  const { location, sha256, retrieved, finalUrl, bytes } = evidence;
  const packed = zstdCompressSync(bytes);
  sql.insertEvidence.run(key, location, sha256, input, retrieved, finalUrl, bytes.length, packed);
}

function insertEntities(sql: Statements, reading: number, entities: readonly C<Entity>[]): void {
  for (const entity of entities) {
    const json = JSON.stringify(entity);
    if (sql.insertEntity.run(entity.id, json).changes > 0)
      for (const name of [entity.name, ...entity.names]) sql.name.run(fold(name), entity.id);
    sql.appear.run(reading, entity.id, json);
  }
}

/** A reading as the ledger files it. */
interface Filed {
  readonly document: C<DocumentRecord>;
  readonly text: string;
  readonly records: readonly C<AnyExtracted>[];
  readonly entityOf: (id: string) => C<Entity> | null;
}

function contextOf({ document, text, records, entityOf }: Filed): Context {
  const attributions = records.filter((r) => r.kind === 'attribution') as readonly C<Attribution>[];
  return {
    published: document.published,
    publisher: document.publisher,
    entityOf,
    mentions: records.filter((r) => r.kind === 'mention') as readonly C<Mention>[],
    attributions: new Map(attributions.map((a) => [a.id, a])),
    passages: passagesIn(document, text),
  };
}

/** Writes a record in place of what stands under its key, with the machine's reading where that is another. */
export function replacing(db: DatabaseSync, prepare: Prepare, filed: Filed) {
  const context = contextOf(filed);
  const keyOf = partyKeys(statements(db));
  return (key: number, record: C<AnyExtracted>, machine: C<AnyExtracted> | null): void => {
    const c = columnsOf(record, context);
    if (!c.isListed) return;
    const old = prepare('SELECT words FROM bodies WHERE key = ?').get(key)?.words ?? null;
    if (old !== null) prepare("INSERT INTO passages (passages, rowid, words) VALUES ('delete', ?, ?)").run(key, old);
    prepare('INSERT INTO passages (rowid, words) VALUES (?, ?)').run(key, c.words);
    prepare('UPDATE bodies SET words = ?, json = ?, machine = ? WHERE key = ?').run(
      c.words,
      c.json,
      machine && JSON.stringify(machine),
      key,
    );
    prepare('UPDATE records SET type = ?, status = ?, denied = ?, day_from = ?, day_to = ? WHERE key = ?').run(
      c.type,
      c.status,
      c.denied ? 1 : 0,
      c.dayFrom,
      c.dayTo,
      key,
    );
    const sign = prepare('SELECT listed FROM records WHERE key = ?').get(key)!.listed === 1 ? 1 : -1;
    prepare('DELETE FROM involved WHERE record = ?').run(key);
    for (const part of c.parts)
      prepare('INSERT OR IGNORE INTO involved (role, party, record) VALUES (?, ?, ?)').run(
        sign * roleCode(c.kind, part.role),
        keyOf(part),
        key,
      );
  };
}

/** What an article calls a state or an organisation beside its names ("the Kremlin", "Moscow"): it is found by that too. */
function insertNames(sql: Statements, entities: readonly C<Entity>[], extracted: readonly C<AnyExtracted>[]): void {
  const powers = new Set(entities.filter((e) => e.type === 'state' || e.type === 'organisation').map((e) => e.id));
  const called = extracted.flatMap((r) =>
    r.kind === 'mention' && r.form === 'name' && r.entity !== null && powers.has(r.entity)
      ? `${bareName(r.span.quote)}\u001f${r.entity}`
      : [],
  );
  for (const pair of new Set(called)) sql.name.run(...(pair.split('\u001f') as [string, string]));
}

function insertRecords(
  sql: Statements,
  keys: { readonly document: number; readonly reading: number },
  extracted: readonly C<AnyExtracted>[],
  context: Context,
): void {
  const keyOf = partyKeys(sql);
  for (const record of extracted) {
    const c = columnsOf(record, context);
    const key = Number(
      sql.insertRecord.run(
        c.id,
        keys.reading,
        keys.document,
        c.kind,
        c.isListed ? 1 : 0,
        c.type,
        c.status,
        c.denied ? 1 : 0,
        c.dayFrom,
        c.dayTo,
      ).lastInsertRowid,
    );
    sql.insertBody.run(key, c.words, c.json);
    if (c.words !== null) sql.insertWords.run(key, c.words);
    for (const part of c.parts) sql.involve.run(roleCode(c.kind, part.role), keyOf(part), key);
  }
  for (const [kind, all] of Map.groupBy(extracted, (r) => r.kind)) sql.tally.run(keys.reading, kind, all.length);
}

/** Keys of the parties of one article, each looked up once; what is known of a transaction does not outlive it. */
function partyKeys(sql: Statements): (part: Part) => number {
  const known = new Map<string, number>();
  return ({ entity, iso3, label }) => {
    const name = `${entity}\u001f${iso3}\u001f${label}`;
    const key = known.get(name);
    if (key !== undefined) return key;
    sql.party.run(entity, iso3, label);
    const found = Number(sql.partyKey.get(entity, iso3, label)?.key);
    known.set(name, found);
    return found;
  };
}
