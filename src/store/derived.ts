import type { DatabaseSync } from 'node:sqlite';
import type { DerivedKind } from './store.ts';

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
