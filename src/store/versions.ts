import type { DatabaseSync, StatementSync } from 'node:sqlite';

/** A statement by its SQL. */
export type Prepare = (sql: string) => StatementSync;

/** Prepares each statement when first asked for, and keeps it. */
export function keeping(db: DatabaseSync): Prepare {
  const kept = new Map<string, StatementSync>();
  return (sql) => {
    const statement = kept.get(sql) ?? db.prepare(sql);
    kept.set(sql, statement);
    return statement;
  };
}

/** Takes a reading out of the ledger with all that was found in it. */
export function dropReading(prepare: Prepare, reading: number): void {
  const records = 'SELECT key FROM records WHERE reading = ?';
  prepare(
    `INSERT INTO passages (passages, rowid, words)
     SELECT 'delete', key, words FROM bodies WHERE key IN (${records}) AND words IS NOT NULL`,
  ).run(reading);
  prepare(`DELETE FROM involved WHERE record IN (${records})`).run(reading);
  prepare(`DELETE FROM bodies WHERE key IN (${records})`).run(reading);
  for (const table of ['records', 'tallies', 'appearances'])
    prepare(`DELETE FROM ${table} WHERE reading = ?`).run(reading);
  prepare('DELETE FROM readings WHERE key = ?').run(reading);
}

/** Puts the records of a reading into the lists, or takes them out. */
export function setListed(prepare: Prepare, reading: number, listed: boolean): void {
  const others = `SELECT key FROM records WHERE reading = ? AND listed = ${listed ? 0 : 1}
    AND kind IN ('attribution', 'event', 'forecast', 'assessment')`;
  prepare(`UPDATE involved SET role = -role WHERE record IN (${others})`).run(reading);
  prepare(`UPDATE records SET listed = ${listed ? 1 : 0} WHERE key IN (${others})`).run(reading);
}

/**
 * Orders the documents of an address by time of retrieval: each supersedes the one before, and only the records of the
 * last are listed, as those of a fresh reading are already. It depends on what is stored alone, not on the order of reading.
 */
export function settleVersions(prepare: Prepare, addresses: readonly string[], fresh: number): void {
  for (const address of new Set(addresses)) {
    const versions = prepare(
      'SELECT key, id, reading, out FROM documents WHERE address = ? ORDER BY retrieved, id',
    ).all(address);
    versions.forEach((version, index) => {
      const [before, after] = [versions[index - 1]?.id ?? null, versions[index + 1]?.id ?? null];
      prepare('UPDATE documents SET supersedes = ?, superseded_by = ? WHERE key = ?').run(before, after, version.key!);
      const isListed = after === null && version.out === 0;
      const isSettled = version.reading === fresh && isListed;
      if (version.reading !== null && !isSettled) setListed(prepare, Number(version.reading), isListed);
    });
  }
}
