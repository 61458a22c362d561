import { expect, test } from 'vitest';
import { inventedArticle } from '../../bench/articles.ts';
import { standInBundle } from '../../bench/readings.ts';
import { openForWriting } from '../../src/store/connection.ts';
import { makeFacets } from '../../src/store/facets.ts';
import { type FacetField, LISTED } from '../../src/store/store.ts';
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

test('many records are counted off columns as few are one by one, also after the ledger changed', () => {
  const db = openForWriting(':memory:');
  const write = bundleWriter(db);
  const [byColumns, oneByOne] = [makeFacets(db, 0), makeFacets(db, Number.POSITIVE_INFINITY)];
  const naming = () => [];
  const put = (i: number, location = `${i}.txt`) => {
    const day = `2020-0${1 + (i % 9)}-01`;
    const published = { from: day, to: day, basis: 'metadata' } as const;
    write(
      standInBundle({ text: inventedArticle(i), location, title: `No. ${i}`, publisher: `Paper ${i % 3}`, published }),
    );
  };
  const compare = () => {
    for (const kind of LISTED)
      for (const filter of [{}, { since: '2020-04' }, { publisher: 'Paper 1' }, { about: 'GON' }]) {
        const few = oneByOne(kind, FIELDS, filter, naming);
        expect(byColumns(kind, FIELDS, filter, naming)).toEqual(few);
        expect(few.month!.length).toBeGreaterThan(0);
      }
  };
  for (let i = 0; i < 12; i++) put(i);
  db.exec("UPDATE documents SET origin = 'wire' WHERE key < 3");
  compare();
  put(12);
  put(13, '2.txt');
  compare();
  expect(byColumns('event', ['origin'], {}, naming).origin).toHaveLength(1);
  db.close();
});
