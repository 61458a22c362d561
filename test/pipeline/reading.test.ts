import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { inventedArticle } from '../../bench/articles.ts';
import { type Ended, type Progress, type ReadOptions, readInto } from '../../src/defaults/reading.ts';
import { refreshViews } from '../../src/defaults/views.ts';
import { jsonl } from '../../src/store/exchange.ts';
import { openLedger } from '../../src/store/sqlite.ts';

const MODULE = join(import.meta.dirname, 'standin-worker.ts');

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dragoman-read-'));
  file = join(folder, 'ledger.db');
  mkdirSync(join(folder, 'press'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function press(articles: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(articles)) writeFileSync(join(folder, 'press', `${name}.txt`), text);
}

const invented = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, i) => [`article-${i}`, inventedArticle(i)]));

async function read(options: ReadOptions = {}, ledger = file) {
  const store = openLedger(ledger);
  try {
    const summary = await readInto(store, ledger, [join(folder, 'press')], { module: MODULE, workers: 2, ...options });
    return {
      ...summary,
      exported: [...jsonl(store)].sort().join('\n'),
      failures: store.failures(),
      faults: store.check(),
    };
  } finally {
    store.close();
  }
}

test('a folder is read whole, and reading it again changes nothing', async () => {
  press(invented(12));
  const first = await read();
  expect(first.counts).toEqual({ added: 12, updated: 0, unchanged: 0, failed: 0, skipped: 0 });
  const second = await read();
  expect(second.counts).toEqual({ added: 0, updated: 0, unchanged: 12, failed: 0, skipped: 0 });
  expect(second.exported).toBe(first.exported);
  expect(second.faults).toEqual([]);
});

test.each([
  ['written anew', [2, 3, 4]],
  ['brought back with its old time', [2, 3, 2]],
] as const)('a text that returns to an earlier wording, %s, is the newest again', async (_, times) => {
  const [a, b] = ['Gondor attacked Rohan on Monday.', 'Gondor denied that it attacked Rohan.'];
  const at = (i: number) => new Date(Date.UTC(2026, 0, times[i]!));
  const path = join(folder, 'press', 'a.txt');
  for (const [i, text] of [a, b, a].entries()) {
    press({ a: text });
    utimesSync(path, at(i), at(i));
    expect((await read()).counts).toMatchObject(i < 2 ? { added: 1 } : { updated: 1 });
  }
  expect((await read()).counts).toMatchObject({ unchanged: 1 });
  const store = openLedger(file);
  const [newest, ...others] = store.documents();
  expect(others).toEqual([]);
  expect(store.text(newest!.id)).toBe(a);
  expect(store.text(newest!.supersedes!)).toBe(b);
  store.close();
});

test('the number of readers does not show in the ledger', async () => {
  press(invented(8));
  const alone = await read({ workers: 1 }, join(folder, 'one.db'));
  const many = await read({ workers: 3 }, join(folder, 'three.db'));
  expect(many.exported).toBe(alone.exported);
});

describe('an article that breaks its reader costs itself only', () => {
  test.each([
    ['CRASH', /died on it \(SIGSEGV/u],
    ['MEMORY', /died on it .*heap out of memory/u],
    ['THROW', /the reader stumbled/u],
    ['REFUSED when Gondor attacked Rohan', /NOT NULL constraint failed/u],
  ])('%s', async (word, cause) => {
    press({ ...invented(6), bad: `${word} and the rest.` });
    const { counts, failures } = await read();
    expect(counts).toEqual({ added: 6, updated: 0, unchanged: 0, failed: 1, skipped: 0 });
    expect(failures).toHaveLength(1);
    expect(failures[0]!.location).toBe(join(folder, 'press', 'bad.txt'));
    expect(failures[0]!.cause).toMatch(cause);
  });

  test('one that takes too long', async () => {
    press({ ...invented(4), slow: 'HANG and the rest.' });
    const { counts, failures } = await read({ articleTimeout: 1500 });
    expect(counts.added).toBe(4);
    expect(failures.map((f) => f.code)).toEqual(['timeout']);
  });

  test('when only one reader is left to do the rest', async () => {
    press({ a: 'CRASH', b: 'CRASH again', ...invented(5), z: 'CRASH last' });
    const { counts } = await read({ workers: 1 });
    expect(counts).toEqual({ added: 5, updated: 0, unchanged: 0, failed: 3, skipped: 0 });
  });
});

test('an article that cannot be compared with others is told, and the others are compared', async () => {
  press(invented(7));
  await read();
  const db = new DatabaseSync(file);
  const broken = db.prepare('SELECT id FROM documents ORDER BY key LIMIT 1 OFFSET 3').get()!.id as string;
  db.prepare(
    `UPDATE bodies SET json = '{' WHERE key = (SELECT r.key FROM records r JOIN documents d ON d.key = r.document
     WHERE d.id = ? AND r.kind = 'event' LIMIT 1)`,
  ).run(broken);
  db.close();
  const store = openLedger(file);
  try {
    const failures = refreshViews(store);
    expect(failures).toHaveLength(1);
    expect(failures[0]).toMatchObject({ location: store.document(broken)!.location, code: 'unreadable' });
    expect(failures[0]!.cause).toMatch(/read, but not compared with other articles: The ledger file is damaged/u);
    expect(store.failures()).toEqual(
      failures.map(({ location, code, cause, remedy }) => ({ location, code, cause, remedy })),
    );
    expect(store.views.all('page')).toHaveLength(6);
    expect(store.viewsBehind()).toBe(0);
  } finally {
    store.close();
  }
});

test('signals that reach readers too are left to the parent', async () => {
  press({ ...invented(3), told: 'SIGNALS and the rest.' });
  const { counts } = await read();
  expect(counts).toEqual({ added: 4, updated: 0, unchanged: 0, failed: 0, skipped: 0 });
});

test('all that was found is counted: read, known, failed or skipped with its reason', async () => {
  press({ ...invented(3), bad: 'THROW', '.hidden': 'x', 'a.b': 'x' });
  writeFileSync(join(folder, 'press', 'map.png'), 'x');
  let progress: Progress | null = null;
  const ended: string[] = [];
  const { counts, skipped } = await read({
    onProgress: (now) => {
      progress = now;
    },
    onEnded: ({ location }) => ended.push(location),
  });
  expect(counts).toEqual({ added: 4, updated: 0, unchanged: 0, failed: 1, skipped: 2 });
  expect(skipped).toEqual({ hidden: 1, '.png file': 1 });
  expect(progress!.found).toBe(7);
  expect(new Set(ended).size).toBe(7);
});

test('what keeps readers from starting is told once', async () => {
  press(invented(2));
  await expect(read({ lexicon: ['broken'] })).rejects.toThrow(/Lexicon file not valid \(broken\/cues.yaml\)/u);
});

test('an article under way gets a few seconds once reading is to end, and is then left unread', async () => {
  press({ slow: 'HANG and the rest.' });
  const stop = new AbortController();
  setTimeout(() => stop.abort(), 1500);
  const since = Date.now();
  const { counts, failures, isInterrupted } = await read({ signal: stop.signal });
  expect(isInterrupted).toBe(true);
  expect(counts).toEqual({ added: 0, updated: 0, unchanged: 0, failed: 0, skipped: 0 });
  expect(failures).toEqual([]);
  expect(Date.now() - since).toBeLessThan(20_000);
}, 30_000);

test('a reader that a signal ends before it is ready is no fault once reading is to end', async () => {
  press(invented(2));
  await expect(read({ lexicon: ['signalled'] })).rejects.toThrow(/did not start: SIGKILL/u);
  const stop = new AbortController();
  setImmediate(() => stop.abort());
  expect((await read({ lexicon: ['signalled'], signal: stop.signal })).isInterrupted).toBe(true);
});

test('stopping keeps what was read, and running again goes on', async () => {
  press(invented(30));
  const stop = new AbortController();
  const ended: Ended[] = [];
  const onEnded = (end: Ended) => {
    ended.push(end);
    if (ended.length === 5) stop.abort();
  };
  const first = await read({ signal: stop.signal, onEnded });
  expect(first.isInterrupted).toBe(true);
  expect(first.counts.added).toBeGreaterThanOrEqual(5);
  expect(first.counts.added).toBeLessThan(30);
  const second = await read();
  expect(second.counts).toEqual({
    added: 30 - first.counts.added,
    updated: 0,
    unchanged: first.counts.added,
    failed: 0,
    skipped: 0,
  });
  expect(second.isInterrupted).toBe(false);
});

test('progress counts what is found and what is done', async () => {
  press(invented(5));
  const seen: number[] = [];
  let isListed = false;
  await read({
    onProgress: (p) => {
      isListed ||= p.isListed;
      seen.push(p.counts.added);
      expect(p.counts.added).toBeLessThanOrEqual(p.found);
    },
  });
  expect(isListed).toBe(true);
  expect(seen.at(-1)).toBe(5);
  expect(seen).toEqual(seen.toSorted((a, b) => a - b));
});
