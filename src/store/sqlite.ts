import type { DatabaseSync } from 'node:sqlite';
import { zstdDecompressSync } from 'node:zlib';
import { LedgerError } from '../core/errors.ts';
import type { Judgement } from '../core/record.ts';
import { makeChoice } from './choice.ts';
import { guarded, openForReading, openForWriting, transaction } from './connection.ts';
import { takeUp } from './corrected.ts';
import * as derived from './derived.ts';
import * as named from './entities.ts';
import { allWords, type Naming } from './filters.ts';
import { fold } from './fold.ts';
import * as lists from './lists.ts';
import { nearOf } from './near.ts';
import * as queries from './queries.ts';
import { faultsOf } from './soundness.ts';
import type { Bundle, Evidence, Failure, LastRead, Store, Totals } from './store.ts';
import { bundleWriter } from './writing.ts';

/** Opens a ledger for reading and writing, making it where there is none. `:memory:` is one that is not kept. */
export const openLedger = (path: string): Store => storeOf(openForWriting(path), path);

/** Opens an existing ledger for questions only. */
export const openLedgerForReading = (path: string): Store => storeOf(openForReading(path), path);

function storeOf(db: DatabaseSync, path: string): Store {
  const naming: Naming = (name, how = 'wholly') =>
    derived.withMerged(db, how === 'wholly' ? named.idsNamed(db, name) : named.idsHolding(db, name));
  const names = { naming, codeOf: (name: string) => named.codeOf(db, name) };
  const choose = makeChoice(db, names);
  let write: ReturnType<typeof bundleWriter> | null = null;
  const put = (bundle: Bundle) => {
    write ??= bundleWriter(db);
    const change = write(bundle);
    db.prepare('DELETE FROM failures WHERE location = ?').run(bundle.evidence.location);
    return change;
  };
  const inOne = <T>(work: () => T): T => transaction(db, path, work);
  const store: Store = {
    put: (bundle) => inOne(() => put(bundle)),
    lastRead: (location) =>
      (db
        .prepare(
          `SELECT e.input, e.sha256, e.retrieved, d.id AS document, r.reader
           FROM evidence e JOIN documents d ON d.key = e.document JOIN readings r ON r.key = d.reading
           WHERE e.location = ? ORDER BY e.retrieved DESC, e.rowid DESC LIMIT 1`,
        )
        .get(location) as LastRead | undefined) ?? null,
    noteFailure: ({ location, code, cause, remedy }) =>
      inOne(() => {
        db.prepare('INSERT OR REPLACE INTO failures VALUES (?, ?, ?, ?)').run(location, code, cause, remedy);
      }),
    failures: () => db.prepare('SELECT * FROM failures ORDER BY location').all() as unknown as Failure[],

    list: (kind, filter = {}) => lists.list(db, kind, filter, names),
    count: (kind, filter = {}) => lists.count(db, kind, filter, names),
    choose: (kind, filter = {}) => choose(kind, filter),
    near: (kind, filter) => nearOf(filter, (less) => lists.count(db, kind, less, names)),
    codeOf: (name) => named.codeOf(db, name),
    facet: (kind, field, filter = {}) => choose(kind, filter).facets([field])[field] ?? [],
    each: (kind, filter) => lists.each(db, kind, filter, names),
    eachDocument: () => queries.eachDocument(db),

    documents: (filter = {}) =>
      queries.documents(
        db,
        filter,
        filter.words ? allWords(filter.words) : null,
        filter.publisher ? fold(filter.publisher) : null,
      ),
    document: (id) => queries.document(db, id),
    machineDocument: (id) => queries.machineDocument(db, id),
    textsWith: (words, mode, limit) => queries.textsWith(db, words, mode, limit),
    text: (id) => (db.prepare('SELECT text FROM documents WHERE id = ?').get(id)?.text as string | undefined) ?? null,
    evidence: (id) => evidence(db, id),
    recordsOf: (id, kinds = []) => queries.recordsOf(db, id, kinds),
    machineRecords: (id) => queries.machineRecords(db, id),
    refused: (id) => queries.refused(db, id),
    idsLike: (prefix) => queries.idsLike(db, prefix),
    record: (id) => queries.record(db, id),

    entity: (id) => named.entity(db, id),
    entitiesNamed: (name) => named.entitiesNamed(db, name),
    namesLike: (start, limit) => named.namesLike(db, start, limit),
    entities: () => named.entities(db),
    stateNames: () => named.stateNames(db),

    judge: (judgement) =>
      inOne(() => {
        insertJudgement(db, judgement);
        takeUp(db, judgement);
      }),
    withdraw: (id, at) => inOne(() => withdraw(db, id, at)),
    judgements: (on) => judgements(db, on),

    propose: (proposal) => inOne(() => derived.propose(db, proposal)),
    proposals: () => derived.proposals(db),
    views: derived.viewIndex(db),
    viewsBehind: () => derived.viewsBehind(db),
    forgetViews: () => inOne(() => derived.forget(db)),
    refreshViews: (most, merges, work) => inOne(() => derived.refresh(db, most, merges, work)),

    writtenElsewhere: () => Number(db.prepare('PRAGMA data_version').get()?.data_version),
    totals: () => totals(db),
    check: () => faultsOf(db),
    close: () => db.close(),
  };
  return told(store, path);
}

/** A store, or a part of one, whose every failure is told in one line: of its functions, of what they give, of what they list. */
function told<T extends object>(part: T, path: string): T {
  const entries = Object.entries(part).map(([name, value]) => [
    name,
    typeof value === 'function'
      ? (...given: unknown[]) =>
          toldValue(
            guarded(path, () => value(...given)),
            path,
          )
      : toldValue(value, path),
  ]);
  return Object.fromEntries(entries) as T;
}

function toldValue(value: unknown, path: string): unknown {
  if (value === null || typeof value !== 'object') return value;
  if ('next' in value && Symbol.iterator in value) return toldItems(value as IterableIterator<unknown>, path);
  const hasActs = Object.values(value).some((one) => typeof one === 'function');
  return hasActs ? told(value, path) : value;
}

function* toldItems(items: IterableIterator<unknown>, path: string): Generator<unknown> {
  for (;;) {
    const { done, value } = guarded(path, () => items.next());
    if (done) return;
    yield value;
  }
}

function evidence(db: DatabaseSync, id: string): readonly Evidence[] {
  return db
    .prepare(
      'SELECT e.* FROM evidence e JOIN documents d ON d.key = e.document WHERE d.id = ? ORDER BY e.location, e.retrieved',
    )
    .all(id)
    .map((row) => ({
      location: row.location as string,
      sha256: row.sha256 as string,
      retrieved: row.retrieved as string,
      finalUrl: row.final_url as string | null,
      bytes: zstdDecompressSync(row.zstd as Uint8Array),
    }));
}

function insertJudgement(db: DatabaseSync, judgement: Judgement): void {
  const { id, on, verdict, at, withdrawn } = judgement;
  db.prepare(
    'INSERT OR IGNORE INTO judgements (id, kind, record, document, verdict, at, withdrawn, json) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
  ).run(id, on.kind, on.record, on.document, verdict, at, withdrawn, JSON.stringify(judgement));
  if (!db.prepare('SELECT 1 FROM judgements WHERE id = ?').get(id))
    throw new LedgerError('ledger-write', 'The judgement was not kept', id, 'Check the ledger with: dragoman doctor');
}

function withdraw(db: DatabaseSync, id: string, at: string): boolean {
  const found = db.prepare('SELECT json FROM judgements WHERE id = ? AND withdrawn IS NULL').get(id);
  if (!found) return false;
  db.prepare('UPDATE judgements SET withdrawn = ? WHERE id = ?').run(at, id);
  takeUp(db, JSON.parse(found.json as string) as Judgement);
  return true;
}

function judgements(db: DatabaseSync, on?: string): readonly Judgement[] {
  const [where, values] = on === undefined ? ['', []] : ['WHERE record = ?', [on]];
  return db
    .prepare(`SELECT json, withdrawn FROM judgements ${where} ORDER BY at, id`)
    .all(...values)
    .map((row) => ({
      ...(JSON.parse(row.json as string) as Judgement),
      withdrawn: row.withdrawn as string | null,
    }));
}

function totals(db: DatabaseSync): Totals {
  const one = (sql: string): number => Number(db.prepare(sql).get()?.n);
  const kinds = db
    .prepare(
      'SELECT t.kind, sum(t.n) AS n FROM documents d JOIN tallies t ON t.reading = d.reading WHERE d.out = 0 GROUP BY 1',
    )
    .all();
  return {
    documents: one('SELECT count(*) AS n FROM documents WHERE out = 0'),
    out: one('SELECT count(*) AS n FROM documents WHERE out = 1'),
    superseded: one('SELECT count(*) AS n FROM documents WHERE superseded_by IS NOT NULL AND out = 0'),
    failures: one('SELECT count(*) AS n FROM failures'),
    judgements: one('SELECT count(*) AS n FROM judgements WHERE withdrawn IS NULL'),
    records: Object.fromEntries(kinds.map((row) => [row.kind, Number(row.n)])),
  };
}
