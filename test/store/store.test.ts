import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { standInBundle } from '../../bench/readings.ts';
import { openForWriting, transaction } from '../../src/store/connection.ts';
import { CURRENT } from '../../src/store/entities.ts';
import { jsonl } from '../../src/store/exchange.ts';
import { openLedger, openLedgerForReading } from '../../src/store/sqlite.ts';
import type { Store } from '../../src/store/store.ts';
import type { ArticleParts } from '../../src/text/article.ts';

const TREATY =
  'Mira Holt, the president of Gondor, said on Monday that Gondor would not sign the treaty with Rohan 🕊 this year.';
const QUARREL =
  'Gondor accused Rohan of sheltering smugglers. Bard Linden, the envoy of Arnor, said on Friday that Freedonia is calm.';

let ledger: Store;
beforeEach(() => {
  ledger = openLedger(':memory:');
});
afterEach(() => ledger.close());

const put = (text: string, parts: Partial<ArticleParts> = {}, reader?: string) =>
  ledger.put(standInBundle({ text, location: 'a.txt', publisher: 'The Herald', ...parts }, reader));

const exported = (store: Store = ledger) => [...jsonl(store, { withText: true })].sort().join('\n');

describe('reading', () => {
  test('the same article again changes nothing', () => {
    expect(put(TREATY)).toBe('added');
    const before = exported();
    expect(put(TREATY)).toBe('unchanged');
    expect(exported()).toBe(before);
    expect(ledger.check()).toEqual([]);
  });

  test('a changed article at the same place supersedes the old one, and both stay', () => {
    put(TREATY, { retrieved: '2026-01-01T00:00:00.000Z' });
    put(`${TREATY} It was cold.`, { retrieved: '2026-01-02T00:00:00.000Z' });
    const [newer] = ledger.documents();
    const all = ledger.documents({ allVersions: true });
    expect(all).toHaveLength(2);
    const older = all.find((d) => d.id !== newer!.id)!;
    expect(newer!.supersedes).toBe(older.id);
    expect(older.supersedes).toBeNull();
    expect(ledger.count('attribution')).toBe(1);
    expect(ledger.count('attribution', { allVersions: true })).toBe(2);
    expect(ledger.text(older.id)).toBe(TREATY);
  });

  test('texts from standard input are no versions of one another', () => {
    put(TREATY, { location: '-' });
    put(QUARREL, { location: '-' });
    expect(ledger.documents().map((d) => d.supersedes)).toEqual([null, null]);
  });

  test('one text at two places is one document, whichever is read first', () => {
    put(TREATY, { location: 'b.txt', publisher: 'The Echo' });
    put(TREATY, { location: 'a.txt' });
    const other = openLedger(':memory:');
    other.put(standInBundle({ text: TREATY, location: 'a.txt', publisher: 'The Herald' }));
    other.put(standInBundle({ text: TREATY, location: 'b.txt', publisher: 'The Echo' }));
    expect(exported()).toBe(exported(other));
    expect(ledger.evidence(ledger.documents()[0]!.id).map((e) => e.location)).toEqual(['a.txt', 'b.txt']);
    other.close();
  });

  test('a newer reader makes the current reading, under the same record ids', () => {
    put(TREATY, {}, 'reader 1');
    const [before] = ledger.list('attribution');
    expect(put(TREATY, {}, 'reader 2')).toBe('updated');
    expect(ledger.list('attribution').map((row) => row.record.id)).toEqual([before!.record.id]);
    expect(ledger.lastRead('a.txt')).toMatchObject({ document: ledger.documents()[0]!.id, reader: 'reader 2' });
    expect(ledger.list('attribution', { words: 'treaty' })).toHaveLength(1);
  });

  test('the order of reading does not show', () => {
    put(TREATY, { location: 'a.txt' });
    put(QUARREL, { location: 'b.txt' });
    const other = openLedger(':memory:');
    other.put(standInBundle({ text: QUARREL, location: 'b.txt', publisher: 'The Herald' }));
    other.put(standInBundle({ text: TREATY, location: 'a.txt', publisher: 'The Herald' }));
    expect(exported(other)).toBe(exported());
    other.close();
  });

  test('the article as it came is kept', () => {
    put(TREATY);
    const [kept] = ledger.evidence(ledger.documents()[0]!.id);
    expect(Buffer.from(kept!.bytes).toString()).toBe(TREATY);
  });

  test('null bytes and astral characters come back as they were', () => {
    const text = 'Gondor accused Rohan.\0 🕊 Gondor accused Arnor.';
    put(text);
    expect(ledger.text(ledger.documents()[0]!.id)).toBe(text);
  });

  test('a failure is kept until its input is read', () => {
    ledger.noteFailure({ location: 'a.txt', code: 'unreadable', cause: 'It is empty', remedy: 'Fill it.' });
    expect(ledger.failures()).toHaveLength(1);
    put(TREATY);
    expect(ledger.failures()).toEqual([]);
  });
});

test('every quote of an export is the slice of the text, counted in code points', () => {
  put(`🕊🕊 ${TREATY}`);
  const records = [...jsonl(ledger, { withText: true })].map((line) => JSON.parse(line) as Record<string, unknown>);
  const points = [...(records[0]!.text as string)];
  let seen = 0;
  const visit = (value: unknown): void => {
    if (value === null || typeof value !== 'object') return;
    const { from, to, quote } = value as { from?: unknown; to?: unknown; quote?: unknown };
    if (typeof from === 'number' && typeof to === 'number' && quote !== undefined) {
      expect(points.slice(from, to).join('')).toBe(quote);
      seen++;
    }
    Object.values(value).forEach(visit);
  };
  records.forEach(visit);
  expect(seen).toBeGreaterThan(5);
  expect(records.some((r) => JSON.stringify(r).includes('🕊 this year'))).toBe(true);
});

describe('lists', () => {
  beforeEach(() => {
    put(TREATY, { location: 'a.txt', published: { from: '2023-03-02', to: '2023-03-02', basis: 'metadata' } });
    put(QUARREL, {
      location: 'b.txt',
      publisher: 'The Echo',
      published: { from: '2024-05-01', to: '2024-05-31', basis: 'text' },
    });
  });

  const said = (filter: Parameters<Store['list']>[1]) =>
    ledger.list('attribution', filter).map((row) => row.record.id.slice(0, 3));

  test('newest first, each with its document', () => {
    expect(ledger.list('attribution').map((row) => row.document.publisher)).toEqual(['The Echo', 'The Herald']);
  });

  test.each([
    [{ source: 'Mira Holt' }, 1],
    [{ source: 'mira HOLT' }, 1],
    [{ source: 'p-mira-holt' }, 1],
    [{ source: 'Holt' }, 1],
    [{ source: 'Hol' }, 0],
    [{ source: 'Nobody' }, 0],
    [{ about: 'Gondor' }, 1],
    [{ via: 'herald' }, 1],
    [{ publisher: 'echo' }, 1],
    [{ about: 'GON' }, 1],
    [{ about: 'GON-ROH' }, 1],
    [{ about: 'ROH-GON' }, 1],
    [{ about: 'GON-ARN' }, 0],
    [{ since: '2024' }, 1],
    [{ since: '2024-05-20' }, 1],
    [{ until: '2023-03' }, 1],
    [{ until: '2023' }, 1],
    [{ act: 'statement' }, 2],
    [{ act: 'decree' }, 0],
    [{ denied: true }, 0],
    [{ words: 'sign TREATY' }, 1],
    [{ words: '"; DROP TABLE records' }, 0],
    [{ publisher: '%' }, 0],
    [{ limit: 1 }, 1],
  ])('%j', (filter, n) => {
    expect(said(filter)).toHaveLength(n);
    if (!('limit' in filter)) expect(ledger.count('attribution', filter)).toBe(n);
  });

  test('events by status and power', () => {
    expect(ledger.list('event', { about: 'GON-ROH', type: 'accuse', status: 'asserted' })).toHaveLength(1);
    expect(ledger.list('event', { status: 'denied' })).toEqual([]);
  });

  test('facets count what the list holds', () => {
    expect(ledger.facet('attribution', 'publisher')).toEqual([
      { value: 'The Echo', label: 'The Echo', count: 1 },
      { value: 'The Herald', label: 'The Herald', count: 1 },
    ]);
    expect(ledger.facet('event', 'about').map((f) => f.value)).toEqual(['GON', 'ROH']);
  });

  test('entities are found by name, part of a name and id', () => {
    expect(ledger.entitiesNamed('holt').map((e) => e.name)).toEqual(['Mira Holt']);
    expect(ledger.entity('x-gondor')?.codes.iso3).toBe('GON');
    expect(ledger.entitiesNamed('Mordor')).toEqual([]);
  });

  test('an entity is what the current readings say of it together, in whatever order they came', () => {
    const called = (text: string, location: string, description: string, reader?: string) => {
      const bundle = standInBundle({ text, location }, reader);
      const records = bundle.records.map((r) =>
        r.kind === 'entity' && r.id === 'x-gondor' ? { ...r, descriptions: [description] } : r,
      );
      return { ...bundle, records };
    };
    const first = called(TREATY, 'a.txt', 'the old kingdom', 'reader 1');
    const later = [
      called(TREATY, 'a.txt', 'the kingdom', 'reader 2'),
      called(QUARREL, 'b.txt', 'the realm', 'reader 2'),
    ];
    for (const bundle of [first, ...later]) ledger.put(bundle);
    expect(ledger.entity('x-gondor')).toMatchObject({ name: 'Gondor', descriptions: ['the kingdom', 'the realm'] });
    expect([...ledger.entities()].find((e) => e.id === 'x-gondor')).toEqual(ledger.entity('x-gondor'));
    const other = openLedger(':memory:');
    for (const bundle of [...later.toReversed(), first]) other.put(bundle);
    other.put(later[0]!);
    expect(other.entity('x-gondor')).toEqual(ledger.entity('x-gondor'));
    expect(ledger.entity('x-mordor')).toBeNull();
    other.close();
  });

  test('an entity is looked up by its own versions, not by walking the documents', () => {
    const db = openForWriting(':memory:');
    const plan = db.prepare(`EXPLAIN QUERY PLAN ${CURRENT} AND e.id = ?`).all('x-gondor');
    expect(plan.map((step) => step.detail).filter((detail) => String(detail).startsWith('SCAN'))).toEqual([]);
    db.close();
  });
});

describe('files', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'dragoman-store-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  test('a ledger that is not there names the command that makes it', () => {
    expect(() => openLedgerForReading(join(folder, 'none.db'))).toThrow(/No ledger yet.*dragoman read/u);
  });

  test('a folder that cannot be made into a ledger gives one clear line', () => {
    expect(() => openLedger(join(folder, 'no', 'such', 'folder.db'))).toThrow(/cannot be opened or made here/u);
  });

  test('two programs on one ledger both write', () => {
    const file = join(folder, 'two.db');
    const [one, two] = [openLedger(file), openLedger(file)];
    one.put(standInBundle({ text: TREATY, location: 'a.txt' }));
    two.put(standInBundle({ text: QUARREL, location: 'b.txt' }));
    expect(one.totals().documents).toBe(2);
    one.close();
    two.close();
  });
});

describe('what the disk refuses is one clear line', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'dragoman-disk-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  test('a full disk, and what was committed is kept', () => {
    const file = join(folder, 'full.db');
    const db = openForWriting(file);
    db.exec('CREATE TABLE sand (grain TEXT)');
    db.exec(`PRAGMA max_page_count = ${Number(db.prepare('PRAGMA page_count').get()!.page_count) + 4}`);
    const pour = () =>
      transaction(db, file, () => {
        for (let i = 0; i < 1000; i++) db.prepare('INSERT INTO sand VALUES (?)').run('x'.repeat(1000));
      });
    expect(pour).toThrow(/The disk is full .*Free some space/u);
    expect(db.prepare('SELECT count(*) AS n FROM sand').get()!.n).toBe(0);
    db.close();
  });

  test('a ledger that cannot be written', () => {
    const file = join(folder, 'fixed.db');
    openLedger(file).close();
    const store = openLedgerForReading(file);
    expect(() => store.put(standInBundle({ text: TREATY, location: 'a.txt' }))).toThrow(
      /The ledger cannot be written/u,
    );
    store.close();
  });

  test('a ledger that another program keeps to itself', () => {
    const file = join(folder, 'busy.db');
    const db = openForWriting(file);
    const other = openForWriting(file);
    other.exec('PRAGMA busy_timeout = 50');
    db.exec('BEGIN IMMEDIATE');
    expect(() => transaction(other, file, () => {})).toThrow(/Another program is writing to the ledger/u);
    db.exec('ROLLBACK');
    db.close();
    other.close();
  });

  test('a newer ledger, and a file that is none', () => {
    const file = join(folder, 'newer.db');
    const db = openForWriting(file);
    db.exec('PRAGMA user_version = 99');
    db.close();
    expect(() => openLedger(file)).toThrow(/schema 99.*Use the newer Dragoman/u);
    expect(() => openLedgerForReading(file)).toThrow(/schema 99/u);
    writeFileSync(join(folder, 'note.txt'), 'No ledger at all, but long enough to be looked at. '.repeat(20));
    expect(() => openLedger(join(folder, 'note.txt'))).toThrow(/not a ledger/u);
  });
});
