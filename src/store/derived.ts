import type { DatabaseSync } from 'node:sqlite';
import type { Judgement } from '../core/record.ts';
import { mergesOf } from '../ledger/merges.ts';
import type { DerivedKind, Proposed } from './store.ts';

/** A stamp of everything the views are derived from. */
export function state(db: DatabaseSync): string {
  const found = db
    .prepare(
      `SELECT (SELECT coalesce(max(key), 0) FROM readings) AS readings,
              (SELECT count(*) FROM documents WHERE superseded_by IS NULL) AS documents,
              (SELECT count(*) FROM judgements) AS judgements,
              (SELECT count(*) FROM judgements WHERE withdrawn IS NOT NULL) AS withdrawn`,
    )
    .get()!;
  return Object.values(found).join('-');
}

export function kept(db: DatabaseSync, kind: DerivedKind, stamp: string): readonly unknown[] | null {
  const found = db.prepare('SELECT state FROM derived_from').get();
  if (found?.state !== stamp) return null;
  const rows = db.prepare('SELECT json FROM derived WHERE kind = ? ORDER BY id').all(kind);
  return rows.map((row) => JSON.parse(row.json as string));
}

export function keep(
  db: DatabaseSync,
  stamp: string,
  records: Readonly<Record<DerivedKind, readonly { readonly id: string }[]>>,
  origins: ReadonlyMap<string, string>,
): void {
  db.exec('DELETE FROM derived; DELETE FROM derived_from');
  const insert = db.prepare('INSERT INTO derived (kind, id, json) VALUES (?, ?, ?)');
  for (const [kind, list] of Object.entries(records))
    for (const record of list) insert.run(kind, record.id, JSON.stringify(record));
  const setOrigin = db.prepare('UPDATE documents SET origin = ? WHERE id = ? AND origin IS NOT ?');
  for (const [document, origin] of origins) setOrigin.run(origin, document, origin);
  db.prepare('INSERT INTO derived_from VALUES (?)').run(stamp);
}

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
