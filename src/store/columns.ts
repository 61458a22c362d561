import type { DatabaseSync } from 'node:sqlite';
import { CORRECTIONS } from './corrected.ts';
import type { ListedKind } from './store.ts';

/** What the records of a kind are filed under, by key of the record: the number of a group in `groups`, from 1; 0 where in none. */
export interface Shapes {
  readonly groups: readonly { readonly type: string; readonly status: string; readonly month: string }[];
  readonly groupOf: Uint32Array;
}

/** Who has a part of a role: pairs of a record's key and a party's, in two columns. */
export interface Roles {
  readonly records: Uint32Array;
  readonly parties: Uint32Array;
}

/** Columns of the whole ledger, in memory: counting many records off them takes no look at the ledger. */
export interface Columns {
  /** True once any of them was read: then few records, too, are counted off them. */
  readonly areRead: () => boolean;
  readonly shapes: (kind: ListedKind) => Shapes;
  /** Key of the document by key of the record. */
  readonly homes: () => Uint32Array;
  readonly roles: (code: number) => Roles;
  /** What a piece of SQL over `parties p` calls each party, by key of the party. */
  readonly parties: (value: string) => readonly string[];
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
  return found.slice(0, n);
}

/** The column with room for the keys up to `last`. */
function roomier(column: Uint32Array, last: number): Uint32Array {
  if (column.length > last) return column;
  const larger = new Uint32Array(last + 1 + (last >> 4));
  larger.set(column);
  return larger;
}

function joined(a: Uint32Array, b: Uint32Array): Uint32Array {
  const both = new Uint32Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}

/**
 * The ledger's columns, each read when first asked for. Articles read since are added; only where an article was read
 * again, superseded or corrected does everything begin anew. Other judgements and views change nothing in them.
 */
export function columnsOf(db: DatabaseSync): Columns {
  const growth = growthOf(db);
  const known = new Map<string, { upTo: number; column: unknown }>();
  /** A column up to the last record; `add` extends what is there by the records after `from`. */
  const kept = <T>(name: string, none: T, add: (column: T, from: number, last: number) => T): T => {
    const { last, isGrown } = growth();
    if (!isGrown) known.clear();
    const { upTo, column } = known.get(name) ?? { upTo: 0, column: none };
    if (upTo === last && known.has(name)) return column as T;
    const longer = add(column as T, upTo, last);
    known.set(name, { upTo: last, column: longer });
    return longer;
  };
  return {
    areRead: () => known.size > 0,
    shapes: (kind) => kept<Shapes>(`shapes ${kind}`, { groups: [], groupOf: new Uint32Array(1) }, moreShapes(db, kind)),
    homes: () => kept('homes', new Uint32Array(1), moreHomes(db)),
    roles: (code) =>
      kept<Roles>(`role ${code}`, { records: new Uint32Array(0), parties: new Uint32Array(0) }, moreRoles(db, code)),
    parties: (value) => kept<readonly string[]>(`parties ${value}`, [''], moreParties(db, value)),
  };
}

/** Tells the last record, and whether since the last call the ledger only grew. */
function growthOf(db: DatabaseSync): () => { readonly last: number; readonly isGrown: boolean } {
  const written = db.prepare('SELECT total_changes() AS own');
  const elsewhere = db.prepare('PRAGMA data_version');
  const readings = db.prepare(
    `SELECT (SELECT max(key) FROM records) AS record, (SELECT max(key) FROM readings) AS reading,
            (SELECT count(*) FROM readings WHERE key <= ?) AS before, (SELECT made FROM readings WHERE key = ?) AS made,
            (SELECT count(*) FROM documents INDEXED BY documents_current WHERE superseded_by IS NOT NULL) AS superseded,
            (SELECT count(*) || ' ' || count(withdrawn) FROM judgements WHERE verdict IN (${CORRECTIONS})) AS corrected,
            (SELECT count(*) FROM readings n JOIN readings o ON o.document = n.document AND o.key < n.key
             WHERE n.key > ?) AS again`,
  );
  let [stamp, reading, before, superseded, last] = ['', 0, 0, 0, 0];
  let [made, corrected]: unknown[] = [null, '0 0'];
  return () => {
    const now = `${written.get()!.own} ${elsewhere.get()!.data_version}`;
    if (now === stamp) return { last, isGrown: true };
    const found = readings.get(reading, reading, reading)!;
    const isGrown =
      found.before === before &&
      found.made === made &&
      found.superseded === superseded &&
      found.corrected === corrected &&
      found.again === 0;
    stamp = now;
    reading = Number(found.reading ?? 0);
    last = Number(found.record ?? 0);
    const seen = readings.get(reading, reading, reading)!;
    [before, superseded, made] = [Number(seen.before), Number(seen.superseded), seen.made ?? null];
    corrected = seen.corrected;
    return { last, isGrown };
  };
}

const moreShapes =
  (db: DatabaseSync, kind: ListedKind) =>
  (column: Shapes, from: number, last: number): Shapes => {
    // The whole list is one stretch of its index; what was added since is the end of the table.
    const among = from === 0 ? 'kind = ? AND listed = 1 AND +key > ?' : '+kind = ? AND listed = 1 AND key > ?';
    const groups = [...column.groups];
    const groupOf = roomier(column.groupOf, last);
    const numbers = new Map(groups.map((g, i) => [`${g.type}|${g.status}|${g.month}`, i + 1]));
    const found = db
      .prepare(
        `SELECT coalesce(type, '') AS type, coalesce(status, '') AS status, coalesce(substr(day_to, 1, 7), '') AS month,
           group_concat(key) AS keys FROM records WHERE ${among} GROUP BY 1, 2, 3`,
      )
      .all(kind, from) as unknown as { type: string; status: string; month: string; keys: string }[];
    for (const { keys, ...group } of found) {
      const name = `${group.type}|${group.status}|${group.month}`;
      const number = numbers.get(name) ?? groups.push(group);
      for (const key of numbersIn(keys)) groupOf[key] = number;
    }
    return { groups, groupOf };
  };

/** Numbers of two columns of one query, in the same order. */
function twoColumns(db: DatabaseSync, sql: string, ...values: number[]): readonly [Uint32Array, Uint32Array] {
  const { a, b } = db.prepare(sql).get(...values)!;
  return [numbersIn(a as string | null), numbersIn(b as string | null)];
}

const moreHomes =
  (db: DatabaseSync) =>
  (column: Uint32Array, from: number, last: number): Uint32Array => {
    const homes = roomier(column, last);
    const [keys, documents] = twoColumns(
      db,
      'SELECT group_concat(key) AS a, group_concat(document) AS b FROM records WHERE listed = 1 AND key > ?',
      from,
    );
    for (let i = 0; i < keys.length; i++) homes[keys[i]!] = documents[i]!;
    return homes;
  };

/** Of the whole ledger a role is one stretch of its index; what was added since is found by record. */
const moreRoles =
  (db: DatabaseSync, code: number) =>
  (column: Roles, from: number): Roles => {
    const by = from === 0 ? '' : 'INDEXED BY involved_record';
    const [records, parties] = twoColumns(
      db,
      `SELECT group_concat(record) AS a, group_concat(party) AS b FROM involved ${by} WHERE role = ? AND record > ?`,
      code,
      from,
    );
    return { records: joined(column.records, records), parties: joined(column.parties, parties) };
  };

const moreParties =
  (db: DatabaseSync, value: string) =>
  (column: readonly string[]): readonly string[] => {
    const names = [...column];
    const found = db.prepare(`SELECT p.key, ${value} AS value FROM parties p WHERE p.key >= ?`).all(column.length);
    for (const { key, value: name } of found) names[Number(key)] = String(name ?? '');
    return names;
  };
