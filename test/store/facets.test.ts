import { expect, test } from 'vitest';
import { inventedArticle } from '../../bench/articles.ts';
import { standInBundle } from '../../bench/readings.ts';
import { makeChoice } from '../../src/store/choice.ts';
import { openForWriting } from '../../src/store/connection.ts';
import { count, list } from '../../src/store/lists.ts';
import { type FacetField, type Filter, LISTED } from '../../src/store/store.ts';
import { bundleWriter } from '../../src/store/writing.ts';

const FIELDS: readonly FacetField[] = [
  'type',
  'act',
  'status',
  'month',
  'source',
  'via',
  'about',
  'publisher',
  'origin',
];

const naming = { naming: () => [], codeOf: () => null };
const FILTERS: readonly Filter[] = [{}, { since: '2020-04' }, { publisher: 'Paper 1' }, { about: 'GON' }];

function ledger() {
  const db = openForWriting(':memory:');
  const write = bundleWriter(db);
  const put = (i: number, location = `${i}.txt`, reader = '1') => {
    const day = `2020-0${1 + (i % 9)}-01`;
    const published = { from: day, to: day, basis: 'metadata' } as const;
    const parts = { text: inventedArticle(i), location, title: `No. ${i}`, publisher: `Paper ${i % 3}`, published };
    write({ ...standInBundle(parts), reader });
  };
  return { db, put };
}

test('many records are counted off columns as few are one by one, also after the ledger changed', () => {
  const { db, put } = ledger();
  const [byColumns, oneByOne] = [makeChoice(db, naming, 0), makeChoice(db, naming, Number.POSITIVE_INFINITY)];
  const compare = () => {
    for (const kind of LISTED)
      for (const filter of FILTERS) {
        const few = oneByOne(kind, filter).facets(FIELDS);
        expect(byColumns(kind, filter).facets(FIELDS)).toEqual(few);
        expect(few.month!.length).toBeGreaterThan(0);
      }
  };
  for (let i = 0; i < 12; i++) put(i);
  db.exec("UPDATE documents SET origin = 'wire' WHERE key < 3");
  compare();
  // Only new articles, a new version of an old one, the same one read by another reader, and read again by the last.
  for (const change of [
    () => [12, 14, 15].map((i) => put(i)),
    () => put(13, '2.txt'),
    () => put(5, '5.txt', '2'),
    () => put(5, '5.txt', '1'),
    () => put(16),
  ]) {
    change();
    compare();
  }
  expect(byColumns('event', {}).facets(['origin']).origin).toHaveLength(1);
  db.close();
});

test('a choice has the rows of the list, page by page, and as many as are counted', () => {
  const { db, put } = ledger();
  for (let i = 0; i < 12; i++) put(i);
  const choose = makeChoice(db, naming);
  for (const kind of LISTED)
    for (const filter of [...FILTERS, { words: 'treaty' }, { denied: true }, { words: 'no such words' }]) {
      const choice = choose(kind, filter);
      const all = list(db, kind, { ...filter, limit: -1 }, naming);
      expect(choice.total).toBe(count(db, kind, filter, naming));
      expect([...choice.rows(0, 7), ...choice.rows(7, choice.total)]).toEqual(all);
    }
  db.close();
});
