import type { DatabaseSync } from 'node:sqlite';
import type { Value } from './filters.ts';
import type { ListedKind } from './store.ts';

/** What records have in common, by key of the record: the number of a group in `groups`, from 1; 0 where in none. */
export interface Column {
  readonly groups: readonly Readonly<Record<string, Value>>[];
  readonly groupOf: Uint32Array;
}

/** Who has a part of a role: pairs of a record's key and a party's, in two columns. */
export interface Roles {
  readonly records: Uint32Array;
  readonly parties: Uint32Array;
}

/** Columns of the whole ledger, in memory: counting many records off them takes no look at the ledger. */
export interface Columns {
  /** Records of a kind by type, status and month. */
  readonly shapes: (kind: ListedKind) => Column;
  /** Records of a kind by document. */
  readonly homes: (kind: ListedKind) => Column;
  readonly roles: (code: number) => Roles;
}

/**
 * Numbers written one after the other with commas; SQLite hands over a few hundred thousand rows several times as fast in
 * one such text as row by row.
 */
export function numbersIn(text: string | null): Uint32Array {
  if (!text) return new Uint32Array(0);
  const found = new Uint32Array((text.length + 1) >> 1);
  let [n, value] = [0, 0];
  for (let i = 0; i < text.length; i++) {
    const digit = text.charCodeAt(i) - 48;
    if (digit >= 0) value = value * 10 + digit;
    else {
      found[n++] = value;
      value = 0;
    }
  }
  found[n++] = value;
  return found.subarray(0, n);
}

/** The ledger's columns, each read when first asked for and again once the ledger has changed. */
export function columnsOf(db: DatabaseSync): Columns {
  const stamp = db.prepare('SELECT total_changes() AS own, (SELECT max(key) FROM records) AS last');
  const version = db.prepare('PRAGMA data_version');
  const known = new Map<string, unknown>();
  let [seen, last] = ['', 0];
  const kept = <T>(name: string, read: () => T): T => {
    const { own, last: key } = stamp.get()!;
    const now = `${own} ${version.get()?.data_version}`;
    if (now !== seen) known.clear();
    [seen, last] = [now, Number(key ?? 0)];
    if (!known.has(name)) known.set(name, read());
    return known.get(name) as T;
  };
  const column = (sql: string, ...values: Value[]): Column => {
    const groupOf = new Uint32Array(last + 1);
    const groups = db.prepare(sql).all(...values) as unknown as (Record<string, Value> & { keys: string })[];
    groups.forEach(({ keys }, index) => {
      for (const key of numbersIn(keys)) groupOf[key] = index + 1;
    });
    return { groups: groups.map(({ keys: _, ...group }) => group), groupOf };
  };
  return {
    shapes: (kind) =>
      kept(`shapes ${kind}`, () =>
        column(
          `SELECT type, status, substr(day_to, 1, 7) AS month, group_concat(key) AS keys FROM records
           WHERE kind = ? AND listed = 1 GROUP BY 1, 2, 3`,
          kind,
        ),
      ),
    homes: (kind) =>
      kept(`homes ${kind}`, () =>
        column(
          `SELECT d.publisher, d.origin, k.keys FROM (
             SELECT document, group_concat(key) AS keys FROM records WHERE kind = ? AND listed = 1 GROUP BY document) k
           CROSS JOIN documents d INDEXED BY documents_facts ON d.key = k.document`,
          kind,
        ),
      ),
    roles: (code) =>
      kept(`roles ${code}`, () => {
        const { parties, records } = db
          .prepare(
            'SELECT group_concat(party) AS parties, group_concat(record) AS records FROM involved WHERE role = ?',
          )
          .get(code)!;
        return { parties: numbersIn(parties as string | null), records: numbersIn(records as string | null) };
      }),
  };
}
