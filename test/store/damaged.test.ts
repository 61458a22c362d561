import {
  closeSync,
  existsSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { inventedArticle, seeded } from '../../bench/articles.ts';
import { standInBundle } from '../../bench/readings.ts';
import { LedgerError } from '../../src/core/errors.ts';
import { refreshViews } from '../../src/defaults/views.ts';
import { jsonl } from '../../src/store/exchange.ts';
import { openLedger, openLedgerForReading } from '../../src/store/sqlite.ts';
import { LISTED } from '../../src/store/store.ts';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dragoman-damaged-'));
  file = join(folder, 'ledger.db');
  const ledger = openLedger(file);
  for (let i = 0; i < 12; i++) ledger.put(standInBundle({ text: inventedArticle(i), location: `${i}.txt` }));
  refreshViews(ledger);
  ledger.close();
});
afterEach(() => rmSync(folder, { recursive: true }));

function change(sql: string, path = file): void {
  const db = new DatabaseSync(path);
  db.exec(sql);
  db.close();
}

/** Everything a command may ask of a ledger. */
function useAll(path: string): readonly string[] {
  const ledger = openLedgerForReading(path);
  try {
    for (const kind of LISTED) ledger.choose(kind, { words: 'Gondor' }).facets(['source', 'about']);
    for (const document of ledger.documents()) ledger.evidence(document.id);
    expect([...jsonl(ledger, { withText: true })].length).toBeGreaterThan(0);
    return ledger.check();
  } finally {
    ledger.close();
  }
}

test('a whole ledger has no fault', () => {
  expect(useAll(file)).toEqual([]);
});

describe('refused before anything is written', () => {
  test.each([
    ['a database of another program', 'CREATE TABLE notes (words TEXT)', /not a ledger/u],
    [
      'one that calls itself a ledger',
      `PRAGMA application_id = ${0x4472676d}; CREATE TABLE notes (words TEXT)`,
      /not as Dragoman made it/u,
    ],
  ])('%s', (_, sql, message) => {
    const foreign = join(folder, 'foreign.db');
    change(sql, foreign);
    const before = readFileSync(foreign);
    expect(() => openLedger(foreign)).toThrow(message);
    expect(() => openLedgerForReading(foreign)).toThrow(message);
    expect(readFileSync(foreign).equals(before)).toBe(true);
    expect(existsSync(`${foreign}-wal`)).toBe(false);
  });

  test.each([
    ['a trigger', 'CREATE TRIGGER t BEFORE INSERT ON judgements BEGIN SELECT RAISE(IGNORE); END', 'trigger t'],
    ['a view', 'CREATE VIEW v AS SELECT 1', 'view v'],
    ['a column of its own', 'ALTER TABLE judgements ADD COLUMN extra TEXT', 'table judgements'],
    [
      'an endless view in place of a table',
      'DROP TABLE tallies; CREATE VIEW tallies AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i AS reading, i AS kind, i AS n FROM n',
      'view tallies',
    ],
    ['a missing table', 'DROP TABLE failures', 'table failures'],
    ['an older version than it is', 'PRAGMA user_version = 2', 'index'],
    ['no version', 'PRAGMA user_version = 0', 'version 0'],
    ['a version below none', 'PRAGMA user_version = -3', 'version'],
    ['a version of the future', 'PRAGMA user_version = 99', 'has schema 99'],
  ])('a ledger with %s, named', (_, sql, name) => {
    change(sql);
    for (const open of [openLedger, openLedgerForReading]) {
      expect(() => open(file)).toThrow(LedgerError);
      expect(() => open(file)).toThrow(name);
    }
  });

  test('an index that somebody added for his own tools is nobody’s harm', () => {
    change('CREATE INDEX mine ON judgements(at); CREATE TABLE notes (words TEXT)');
    expect(useAll(file)).toEqual([]);
  });
});

test('a question never makes a ledger of an empty file', () => {
  const empty = join(folder, 'empty.db');
  writeFileSync(empty, '');
  expect(() => openLedgerForReading(empty)).toThrow(/No ledger yet/u);
  expect(statSync(empty).size).toBe(0);
});

describe('what was changed is found and told in one line', () => {
  const one = "(SELECT key FROM records WHERE kind = 'event' LIMIT 1)";
  test.each([
    ['a record that is no JSON', `UPDATE bodies SET json = '{' WHERE key = ${one}`, /1 records that were changed/u],
    ['a document that is no JSON', "UPDATE documents SET record = 'x' WHERE key = 2", /1 documents that were changed/u],
    [
      'words of a record',
      `UPDATE bodies SET json = replace(json, '"quote":"', '"quote":"x') WHERE key = ${one}`,
      /1 records that were changed/u,
    ],
    [
      'a text, and its records with it',
      "UPDATE documents SET text = replace(text, 'said', 'lied') WHERE key = 2; UPDATE bodies SET json = replace(json, 'said', 'lied')",
      /1 documents that were changed/u,
    ],
    [
      'the bytes of an article',
      "UPDATE evidence SET zstd = x'00' WHERE rowid = 3",
      /1 articles whose bytes were changed/u,
    ],
    ['an entity', "UPDATE entities SET json = '' WHERE key = 1", /1 entities that are no JSON/u],
    ['half a record', `DELETE FROM bodies WHERE key = ${one}`, /1 records without a body/u],
  ])('%s', (_, sql, fault) => {
    change(sql);
    const ledger = openLedgerForReading(file);
    expect(ledger.check().join('; ')).toMatch(fault);
    ledger.close();
    try {
      useAll(file);
    } catch (error) {
      expect(error).toBeInstanceOf(LedgerError);
    }
  });

  test.each([1, 2, 3, 4, 5, 6, 7, 8])('pages overwritten at random (%i)', (seed) => {
    const random = seeded(seed);
    change('PRAGMA wal_checkpoint(TRUNCATE)');
    const pages = Math.floor(statSync(file).size / 4096);
    const handle = openSync(file, 'r+');
    for (let i = 0; i < 6; i++) {
      const at = 4096 * (1 + Math.floor(random() * (pages - 1)));
      writeSync(
        handle,
        Uint8Array.from({ length: 4096 }, () => Math.floor(random() * 256)),
        0,
        4096,
        at,
      );
    }
    closeSync(handle);
    let faults: readonly string[];
    try {
      faults = useAll(file);
    } catch (error) {
      expect(error).toBeInstanceOf(LedgerError);
      faults = [(error as Error).message];
    }
    expect(faults.length).toBeGreaterThan(0);
  });
});
