import { expect, test } from 'vitest';
import { inventedArticle } from '../../bench/articles.ts';
import { standInBundle } from '../../bench/readings.ts';
import { openForWriting } from '../../src/store/connection.ts';
import { count, list } from '../../src/store/lists.ts';
import { type Filter, LISTED } from '../../src/store/store.ts';
import { bundleWriter } from '../../src/store/writing.ts';

test('common words, looked for along the list, give the rows that rare ones looked up by themselves give', () => {
  const db = openForWriting(':memory:');
  const write = bundleWriter(db);
  for (let i = 0; i < 12; i++) {
    const day = `2020-0${1 + (i % 9)}-01`;
    const published = { from: day, to: day, basis: 'metadata' } as const;
    const parts = { location: `${i % 10}.txt`, title: `No. ${i}`, publisher: `Paper ${i % 3}`, published };
    write(standInBundle({ text: inventedArticle(i), ...parts }));
  }
  const filters: readonly Filter[] = [
    {},
    { denied: true },
    { since: '2020-03', until: '2020-06' },
    { publisher: 'Paper 1' },
    { about: 'GON' },
    { source: 'analyst' },
    { offset: 7, limit: 5 },
    { allVersions: true },
  ];
  const words = ['treaty', 'Gondor', 'the', 'sign treaty', 'nowhere'];
  const naming = { naming: () => [], codeOf: () => null };
  let found = 0;
  for (const kind of LISTED)
    for (const filter of filters)
      for (const word of words) {
        const asked = { ...filter, words: word };
        const rare = list(db, kind, asked, naming, Number.MAX_SAFE_INTEGER);
        expect(list(db, kind, asked, naming, 1)).toEqual(rare);
        if (filter.limit === undefined) expect(rare).toHaveLength(Math.min(50, count(db, kind, asked, naming)));
        found += rare.length;
      }
  expect(found).toBeGreaterThan(200);
});
