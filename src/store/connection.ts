import { existsSync, statSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { pathToFileURL } from 'node:url';
import { LedgerError } from '../core/errors.ts';
import { APPLICATION_ID, MIGRATIONS } from './migrations.ts';
import { foreignPart } from './schema.ts';

/** 256 MB, as far as the ledger is that large: with SQLite's own 2 MB its file is read over and over. */
const CACHE = 'PRAGMA cache_size = -262144;';

/** Pages (16 MB) the log takes before they go into the file: an article changes some five hundred, many of them the same as the last one. */
const LOG = 'PRAGMA wal_autocheckpoint = 4000;';

/** How long a second program waits for the first one's transaction, in milliseconds. */
const PATIENCE = 10_000;

/** Primary SQLite result codes this file tells apart. */
const CODE = {
  PERM: 3,
  BUSY: 5,
  LOCKED: 6,
  READONLY: 8,
  IOERR: 10,
  CORRUPT: 11,
  FULL: 13,
  CANTOPEN: 14,
  NOTADB: 26,
} as const;

/** Opens a ledger for writing, made and migrated as needed. `:memory:` is a ledger that is not kept. */
export function openForWriting(path: string): DatabaseSync {
  return guarded(path, () => {
    if (path !== ':memory:' && existsSync(path) && statSync(path).size > 0) inspect(path);
    const db = new DatabaseSync(path, { timeout: PATIENCE });
    db.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON; ${CACHE} ${LOG}`);
    migrate(db, path);
    return db;
  });
}

/** Looks at a file without changing a byte of it: a file that is no ledger, or not wholly ours, is refused. */
function inspect(path: string): void {
  const db = reader(path);
  try {
    checkKind(db, path);
  } finally {
    db.close();
  }
}

const reader = (path: string): DatabaseSync =>
  tryReading(path) ?? new DatabaseSync(new URL('?immutable=1', pathToFileURL(path)), { readOnly: true });

/**
 * Opens an existing ledger for questions only. In a folder that cannot be written, where SQLite cannot keep its
 * shared memory file, the ledger is opened as unchanging.
 */
export function openForReading(path: string): DatabaseSync {
  if (!existsSync(path) || (statSync(path).isFile() && statSync(path).size === 0))
    throw new LedgerError('not-found', 'No ledger yet', path, 'Read some articles first: dragoman read FOLDER');
  return guarded(path, () => {
    const db = reader(path);
    checkKind(db, path);
    const current = version(db) === MIGRATIONS.length ? db : upgraded(db, path);
    current.exec(CACHE);
    return current;
  });
}

function tryReading(path: string): DatabaseSync | null {
  const db = new DatabaseSync(path, { readOnly: true, timeout: PATIENCE });
  try {
    db.prepare('SELECT count(*) FROM sqlite_schema').get();
    return db;
  } catch (error) {
    db.close();
    if (resultCode(error) !== CODE.CANTOPEN && resultCode(error) !== CODE.READONLY) throw error;
    return null;
  }
}

/** A ledger of an older version is brought up to date by opening it for writing once. */
function upgraded(db: DatabaseSync, path: string): DatabaseSync {
  db.close();
  openForWriting(path).close();
  return new DatabaseSync(path, { readOnly: true, timeout: PATIENCE });
}

const pragma = (db: DatabaseSync, name: string): number =>
  Number(Object.values(db.prepare(`PRAGMA ${name}`).get() ?? { value: 0 })[0]);

const version = (db: DatabaseSync): number => pragma(db, 'user_version');

function checkKind(db: DatabaseSync, path: string): void {
  const kind = pragma(db, 'application_id');
  const empty = pragma(db, 'schema_version') === 0;
  if (kind !== APPLICATION_ID && !(kind === 0 && empty)) throw notALedger(path);
  const at = version(db);
  if (at > MIGRATIONS.length)
    throw new LedgerError(
      'ledger-version',
      `The ledger has schema ${at}, this program knows ${MIGRATIONS.length}`,
      path,
      'Use the newer Dragoman that wrote it.',
    );
  const foreign = at < 0 || (at === 0 && !empty) ? `version ${at}` : foreignPart(db, at);
  if (foreign !== null)
    throw new LedgerError(
      'unreadable',
      `The ledger is not as Dragoman made it: ${foreign}`,
      path,
      'Somebody changed its schema. Restore a copy, or read the articles into a new ledger.',
    );
}

const notALedger = (path: string): LedgerError =>
  new LedgerError('unreadable', 'This file is not a ledger of Dragoman', path, 'Name another with --ledger FILE.');

function migrate(db: DatabaseSync, path: string): void {
  if (version(db) === MIGRATIONS.length) return;
  transaction(db, path, () => {
    for (const step of MIGRATIONS.slice(version(db))) db.exec(step);
    db.exec(`PRAGMA application_id = ${APPLICATION_ID}; PRAGMA user_version = ${MIGRATIONS.length};`);
  });
}

/** Runs `work` in one transaction: committed whole, or not at all. */
export function transaction<T>(db: DatabaseSync, path: string, work: () => T): T {
  return guarded(path, () => {
    db.exec('BEGIN IMMEDIATE');
    try {
      const result = work();
      db.exec('COMMIT');
      return result;
    } catch (error) {
      if (db.isTransaction) db.exec('ROLLBACK');
      throw error;
    }
  });
}

/** Runs `work`, turning SQLite's refusals into one clear line. */
export function guarded<T>(path: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw explained(error, path);
  }
}

const resultCode = (error: unknown): number => {
  const code = (error as { errcode?: number }).errcode;
  return typeof code === 'number' ? code & 0xff : 0;
};

function explained(error: unknown, path: string): unknown {
  const cannotWrite = (what: string, remedy: string) => new LedgerError('ledger-write', what, path, remedy);
  switch (resultCode(error)) {
    case CODE.BUSY:
    case CODE.LOCKED:
      return new LedgerError(
        'ledger-busy',
        'Another program is writing to the ledger',
        path,
        'Wait for it, then run the command again.',
      );
    case CODE.FULL:
      return cannotWrite('The disk is full', 'Free some space and run the command again; what was committed is kept.');
    case CODE.READONLY:
    case CODE.PERM:
      return cannotWrite('The ledger cannot be written', 'Check its permissions, or name another with --ledger FILE.');
    case CODE.CANTOPEN:
      return cannotWrite(
        'The ledger cannot be opened or made here',
        'Check the folder and its permissions, or name another with --ledger FILE.',
      );
    case CODE.IOERR:
      return cannotWrite(
        'The disk failed while the ledger was used',
        'Check the disk and its free space, then run the command again.',
      );
    case CODE.NOTADB:
      return notALedger(path);
    case CODE.CORRUPT:
      return damaged(path);
    default:
      return error instanceof SyntaxError || isPacking(error) ? damaged(path) : error;
  }
}

/** True for bytes that do not unpack. */
const isPacking = (error: unknown): boolean =>
  /^(?:Z|ERR_ZSTD|ZSTD)/u.test((error as NodeJS.ErrnoException)?.code ?? '');

const damaged = (path: string): LedgerError =>
  new LedgerError(
    'unreadable',
    'The ledger file is damaged',
    path,
    'See what is wrong with: dragoman doctor. Restore a copy, or read the articles into a new ledger.',
  );
