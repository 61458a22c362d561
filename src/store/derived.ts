import type { DatabaseSync } from 'node:sqlite';
import type { Judgement } from '../core/record.ts';
import { mergesOf } from '../ledger/merges.ts';
import type { Space, ViewIndex } from '../ledger/viewindex.ts';
import type { Proposed } from './store.ts';
import { keeping } from './versions.ts';

/** The views' index as two tables; a page's origin is written to its document as well. */
export function viewIndex(db: DatabaseSync): ViewIndex {
  const sql = keeping(db);
  const setKeys = (space: Space, id: string, before: readonly string[], keys: readonly string[]) => {
    const [old, now] = [new Set(before), new Set(keys)];
    for (const key of old)
      if (!now.has(key)) sql('DELETE FROM view_keys WHERE space = ? AND key = ? AND id = ?').run(space, key, id);
    for (const key of now) if (!old.has(key)) sql('INSERT INTO view_keys VALUES (?, ?, ?)').run(space, key, id);
  };
  const stored = (space: Space, id: string) =>
    sql('SELECT key, keys, json FROM views WHERE space = ? AND id = ?').get(space, id);
  const put = (space: Space, id: string, keys: readonly string[], value: unknown) => {
    const json = JSON.stringify(value);
    const keyed = JSON.stringify(keys);
    const known = stored(space, id);
    if (known?.json === json && known.keys === keyed) return;
    if (known?.keys !== keyed) setKeys(space, id, JSON.parse((known?.keys as string | undefined) ?? '[]'), keys);
    if (known) sql('UPDATE views SET keys = ?, json = ? WHERE key = ?').run(keyed, json, known.key!);
    else sql('INSERT INTO views (space, id, keys, json) VALUES (?, ?, ?, ?)').run(space, id, keyed, json);
    if (space === 'page')
      sql('UPDATE documents SET origin = ? WHERE id = ?').run((value as { origin: string }).origin || null, id);
  };
  const drop = (space: Space, id: string) => {
    const known = stored(space, id);
    if (!known) return;
    setKeys(space, id, JSON.parse(known.keys as string), []);
    sql('DELETE FROM views WHERE key = ?').run(known.key!);
  };
  const parsed = <T>(rows: readonly Record<string, unknown>[]) =>
    rows.map((row) => JSON.parse(row.json as string) as T);
  const ids = (rows: readonly Record<string, unknown>[]) => rows.map((row) => row.id as string);
  const within = 'FROM view_keys WHERE space = ? AND key BETWEEN ? AND ?';
  return {
    put,
    drop,
    get: <T>(space: Space, id: string) =>
      parsed<T>([sql('SELECT json FROM views WHERE space = ? AND id = ?').get(space, id) ?? []].flat())[0] ?? null,
    under: <T>(space: Space, key: string) =>
      parsed<T>(
        sql(
          `SELECT v.json FROM view_keys k JOIN views v ON v.space = k.space AND v.id = k.id
           WHERE k.space = ? AND k.key = ? ORDER BY k.id`,
        ).all(space, key),
      ),
    idsUnder: (space, key) =>
      ids(sql('SELECT id FROM view_keys WHERE space = ? AND key = ? ORDER BY id').all(space, key)),
    range: (space, head, { from, to, limit = -1, offset = 0, backwards = false }) =>
      sql(`SELECT key, id ${within} ORDER BY key ${backwards ? 'DESC, id DESC' : ', id'} LIMIT ? OFFSET ?`)
        .all(space, `${head} ${from}`, `${head} ${to}`, limit, offset)
        .map(({ key, id }) => ({ x: (key as string).slice(head.length + 1), id: id as string })),
    count: (space, head, { from, to }) =>
      Number(sql(`SELECT count(*) AS n ${within}`).get(space, `${head} ${from}`, `${head} ${to}`)?.n),
    tally: (space, head) =>
      new Map(
        sql(`SELECT key, count(*) AS n ${within} GROUP BY key`)
          .all(space, `${head} `, `${head} ~`)
          .map(({ key, n }) => [(key as string).slice(head.length + 1), Number(n)]),
      ),
    all: <T>(space: Space) => parsed<T>(sql('SELECT json FROM views WHERE space = ? ORDER BY id').all(space)),
  };
}

/* Read off an index: the documents themselves are large. */
const ADDED = `FROM documents d INDEXED BY documents_current LEFT JOIN viewed v ON v.document = d.id
  WHERE d.superseded_by IS NULL AND d.out = 0 AND d.reading IS NOT NULL AND v.reading IS NOT d.reading`;
const GONE = `FROM viewed v LEFT JOIN documents d INDEXED BY documents_current ON d.id = v.document
  WHERE d.id IS NULL OR d.superseded_by IS NOT NULL OR d.out = 1 OR d.reading IS NOT v.reading`;

export const viewsBehind = (db: DatabaseSync): number =>
  Number(db.prepare(`SELECT (SELECT count(*) ${ADDED}) + (SELECT count(*) ${GONE}) AS n`).get()?.n);

export function refresh(
  db: DatabaseSync,
  most: number,
  merges: ReadonlyMap<string, string>,
  work: (index: ViewIndex, changed: { readonly added: readonly string[]; readonly gone: readonly string[] }) => void,
): boolean {
  beginAnewIfMerged(db, merges);
  const gone = db
    .prepare(`SELECT v.document AS id ${GONE} ORDER BY v.document`)
    .all()
    .map((row) => row.id as string);
  const added = db.prepare(`SELECT d.id, d.reading ${ADDED} ORDER BY d.key LIMIT ?`).all(most);
  work(viewIndex(db), { added: added.map((row) => row.id as string), gone });
  const forget = db.prepare('DELETE FROM viewed WHERE document = ?');
  for (const id of gone) forget.run(id);
  const note = db.prepare('INSERT OR REPLACE INTO viewed VALUES (?, ?)');
  for (const row of added) note.run(row.id as string, row.reading as number);
  return added.length > 0;
}

/** Merged entities change records of any document: the views begin anew. */
function beginAnewIfMerged(db: DatabaseSync, merges: ReadonlyMap<string, string>): void {
  const stamp = JSON.stringify([...merges].sort());
  const known = (db.prepare('SELECT json FROM view_merges').get()?.json as string | undefined) ?? '[]';
  if (known === stamp) return;
  forget(db);
  db.prepare('INSERT INTO view_merges VALUES (?)').run(stamp);
}

export const forget = (db: DatabaseSync): void =>
  db.exec('DELETE FROM views; DELETE FROM view_keys; DELETE FROM viewed; DELETE FROM view_merges;');

export function propose(db: DatabaseSync, { id, engine, document, kind, at, record }: Proposed): void {
  db.prepare('INSERT OR IGNORE INTO proposals VALUES (?, ?, ?, ?, ?, ?)').run(
    id,
    engine,
    document,
    kind,
    at,
    JSON.stringify(record),
  );
}

export function proposals(db: DatabaseSync): readonly Proposed[] {
  return db
    .prepare('SELECT * FROM proposals ORDER BY engine, id')
    .all()
    .map(({ json, ...row }) => ({ ...row, record: JSON.parse(json as string) })) as unknown as Proposed[];
}

/** The ids with those that people merged with them. */
export function withMerged(db: DatabaseSync, ids: readonly string[]): readonly string[] {
  const judged = db
    .prepare("SELECT json FROM judgements WHERE kind = 'entity' AND withdrawn IS NULL")
    .all()
    .map((row) => JSON.parse(row.json as string) as Judgement);
  if (judged.length === 0) return ids;
  const into = mergesOf(judged);
  const roots = new Set(ids.map((id) => into.get(id) ?? id));
  return [...new Set([...ids, ...roots, ...[...into].filter(([, root]) => roots.has(root)).map(([id]) => id)])];
}
