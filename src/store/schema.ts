import { DatabaseSync } from 'node:sqlite';
import { MIGRATIONS } from './migrations.ts';

/** What a ledger is made of, by kind and name: its definition, white space aside. */
type Schema = ReadonlyMap<string, string>;

const READ = `SELECT type || ' ' || name AS name, coalesce(sql, '') AS sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\'`;

const schemaOf = (db: DatabaseSync): Schema =>
  new Map(
    db
      .prepare(READ)
      .all()
      .map((row) => [
        row.name as string,
        (row.sql as string)
          .replace(/\s+/gu, ' ')
          .replace(/ ?([(),]) ?/gu, '$1')
          .trim(),
      ]),
  );

const made = new Map<number, Schema>();

/** The schema as this program makes it at a version, from a ledger in memory. */
function schemaAt(version: number): Schema {
  const known = made.get(version);
  if (known) return known;
  const db = new DatabaseSync(':memory:');
  for (const step of MIGRATIONS.slice(0, version)) db.exec(step);
  const schema = schemaOf(db);
  db.close();
  made.set(version, schema);
  return schema;
}

/**
 * What of a file's schema is not as this program made it at its version, by name; null where all is. A trigger or a view could
 * do anything once the ledger is used; further tables and indexes are nobody's harm.
 */
export function foreignPart(db: DatabaseSync, version: number): string | null {
  const [own, wanted, last] = [schemaOf(db), schemaAt(version), schemaAt(MIGRATIONS.length)];
  for (const name of own.keys()) {
    const isLater = version < MIGRATIONS.length && last.has(name) && !wanted.has(name);
    if (isLater || /^(?:trigger|view) /u.test(name)) return name;
  }
  for (const [name, sql] of wanted) if (name.startsWith('table ') && own.get(name) !== sql) return name;
  return null;
}
